// SPDX-License-Identifier: MIT
// A module for utility processes: does what it is told, and answers.
const { parentPort } = process;
const kept = [];

const deeds = {
  echo: (value) => parentPort.postMessage(value),
  size: (value) => parentPort.postMessage(value.byteLength),
  arguments: () => parentPort.postMessage(process.argv.slice(2)),
  environment: (name) => parentPort.postMessage(process.env[name]),
  print: (text) => console.log(text),
  exit: (code) => {
    parentPort.postMessage('the last word');
    process.exit(code);
  },
  rest: () => parentPort.removeAllListeners(),
  block: () => {
    parentPort.postMessage('blocked');
    for (;;);
  },
  misbehave: () => require('node:fs').writeSync(3, Buffer.alloc(64, 0xff)),
  require: (name) => {
    try {
      require(name);
      parentPort.postMessage('found');
    } catch (error) {
      parentPort.postMessage(error.code);
    }
  },
};

/** Answers on a port. */
function serve([port]) {
  port.on('message', ({ data }) => port.postMessage(data * 2));
  port.on('close', () => parentPort.postMessage('closed'));
  port.start();
}

/** Gives the second port away over the first. */
function giveOn([first, second]) {
  first.postMessage('take it', [second]);
  try {
    first.postMessage('again', [second]);
  } catch (error) {
    parentPort.postMessage(error.message);
  }
}

parentPort.on('message', ({ data: [deed, value], ports }) => {
  kept.push(...ports);
  if (deed === 'serve') serve(ports);
  else if (deed === 'giveOn') giveOn(ports);
  else deeds[deed](value);
});
