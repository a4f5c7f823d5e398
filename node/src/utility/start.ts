// SPDX-License-Identifier: MIT
// What a utility process runs first, with the path of its module as first argument: it has `process.parentPort` then.
import { runMain } from 'node:module';
import { ParentPort, ProcessLink } from './process-link';

/** Where main puts the socket: src/utility-process.ts. */
const kDescriptor = 3;

const parentPort = new ParentPort(new ProcessLink(kDescriptor).made(0));
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });
process.argv.splice(1, 1);
runMain();
