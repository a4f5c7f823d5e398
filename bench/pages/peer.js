// SPDX-License-Identifier: MIT
'use strict';

// The page's half of peer_webkit.cc, whose functions main calls. Main measures, as in ours.js.

const { rounds, burst, burstDone, streamDone, failed } = window.webkit.messageHandlers;

window.addEventListener('unhandledrejection', (event) => failed.postMessage(String(event.reason)));
window.addEventListener('error', (event) => failed.postMessage(event.message));

const asIs = (value) => value;
const formats = {
  // What the handler takes by itself.
  native: { encode: asIs, decode: asIs },
  // It refuses typed arrays.
  base64: { encode: toBase64, decode: fromBase64 },
  // What libraries on top of it do with every value.
  json: { encode: JSON.stringify, decode: JSON.parse },
};

/** Called by main. */
async function startRounds(name, format) {
  const { encode, decode } = formats[format];
  const payload = payloads[name];
  checkEcho(payload, decode(await rounds.postMessage(encode(payload))));
  // Main answers null to the last one.
  for (;;) {
    const answer = await rounds.postMessage(encode(payload));
    if (answer === null) return;
    decode(answer);
  }
}

/** Called by main. */
function startBurst(count) {
  const message = payloads['16B'];
  for (let i = 0; i < count; ++i) burst.postMessage(message);
}

let expected = 0;

/** Called by main. */
function expectBurst(count) {
  expected = count;
}

/** Called by main for every message. */
function receive() {
  if (--expected === 0) burstDone.postMessage(null);
}

/** Called by main. */
async function readStream(expectedBytes) {
  const { body } = await fetch('transom-bench-peer://stream/');
  const reader = body.getReader();
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    bytes += value.length;
  }
  if (bytes !== expectedBytes) throw new Error(`${bytes} bytes of ${expectedBytes} came`);
  streamDone.postMessage(null);
}
