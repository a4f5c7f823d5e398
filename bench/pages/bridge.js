// SPDX-License-Identifier: MIT
'use strict';

// A page behind a preload script calls that, again and again.

bridge.onRounds((milliseconds) => {
  const payload = payloads['16B'];
  checkEcho(payload, bridge.echo(payload));
  bridge.tellTimes(measureBatches(() => bridge.echo(payload), milliseconds));
});
