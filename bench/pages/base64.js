// SPDX-License-Identifier: MIT
'use strict';

// The fastest that the engine has: its own methods where it knows them, else btoa() and atob().

const kChunk = 1 << 15;

function toBase64(bytes) {
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  for (let i = 0; i < bytes.length; i += kChunk) text += String.fromCharCode.apply(null, bytes.subarray(i, i + kChunk));
  return btoa(text);
}

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
