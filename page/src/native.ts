// SPDX-License-Identifier: MIT

/** What the engine gives the runtime of one document: a pipe for bytes, and the scripts of its world. */
export interface Native {
  /** Sends the frame in `bytes[0..length)`; it is copied before this returns. Throws if the connection is gone. */
  readonly post: (bytes: Uint8Array, length: number) => void;
  /**
   * Sends a `syncCall`, numbers it, blocks, and returns the whole frame of its reply; undefined where too many calls of the
   * page wait already, and nothing is sent. Throws if the connection is gone.
   */
  readonly postSync: (bytes: Uint8Array, length: number) => Uint8Array | undefined;
  /**
   * Sends an `invoke` and returns the number that it gave it; 0 where too many calls of the page wait already, and nothing is
   * sent. Throws if the connection is gone.
   */
  readonly postCall: (bytes: Uint8Array, length: number) => number;
  /**
   * Where the document has a world of its own for the preload script: hands `bytes[0..length)` to the `onCrossing` of another
   * one, and returns a copy of what that returns. From the preload script's `world` says which, and begins it if need be;
   * from any other it is the preload script's. Throws if that can't be.
   */
  readonly cross: ((bytes: Uint8Array, length: number, world: number) => Uint8Array) | undefined;
  /**
   * Runs `code` at the top level of this world and returns its result as the one item of an array. Throws what it throws, primitives
   * as objects; but gives undefined where it threw null or undefined: the engine's API keeps no more of these.
   */
  readonly evaluate: (code: string) => readonly [unknown] | undefined;
}

export interface Settings {
  /** The id of the document on its connection. */
  readonly document: number;
  /** Whether all scripts of this world get `ipcRenderer`. */
  readonly ipcExposed: boolean;
  /** The number of this world: 0 is the page's, 999 that of an isolated preload script. */
  readonly world: number;
  /** The largest payload of a message, in bytes. */
  readonly maxMessageBytes: number;
  /** The longest channel, in bytes of UTF-8. */
  readonly maxChannelBytes: number;
  /** How many calls of the whole page may wait for main's answer. */
  readonly maxPendingCalls: number;
}
