#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// transom [--enable-logging] APP [ARGUMENTS]: runs an application, a script or a directory with a package.json, in which
// `electron` is Transom.
'use strict';

const { runMain } = require('node:module');
const { resolve } = require('node:path');
const { version } = require('../package.json');

const usage = 'usage: transom [--enable-logging] APP [ARGUMENTS]\nAPP is a script, or a directory with a package.json.';

const given = process.argv.slice(2);
const first = given.findIndex((each) => !each.startsWith('-'));
const options = first < 0 ? given : given.slice(0, first);
const unknown = options.find((each) => each !== '--enable-logging');

if (unknown === '--version' || unknown === '-v') {
  console.log(version);
} else if (unknown === '--help' || unknown === '-h') {
  console.log(usage);
} else if (unknown !== undefined || first < 0) {
  console.error(unknown === undefined ? usage : `transom: unknown option ${unknown}\n${usage}`);
  process.exitCode = 2;
} else {
  process.argv = [process.argv[0], resolve(given[first]), ...options, ...given.slice(first + 1)];
  require('../dist/register.cjs');
  runMain();
}
