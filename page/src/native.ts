// SPDX-License-Identifier: MIT

/** What the engine gives the runtime of one document: a pipe for bytes, and the page's own world. */
export interface Native {
  /** Sends the frame in `bytes[0..length)`; it is copied before this returns. Throws if the connection is gone. */
  post(bytes: Uint8Array, length: number): void;
  /**
   * Sends a `syncCall`, numbers it, blocks, and returns the whole frame of its reply. Throws if the connection is gone.
   */
  postSync(bytes: Uint8Array, length: number): Uint8Array;
  /** Sends an `invoke` and returns the number that it gave it. Throws if the connection is gone. */
  postCall(bytes: Uint8Array, length: number): number;
  /**
   * Where the document has another world for the preload script: hands `bytes[0..length)` to the `onCrossing` of the other
   * one, and returns a copy of what that returns.
   */
  readonly cross?: (bytes: Uint8Array, length: number) => Uint8Array;
  /** Runs `code` at the top level of the page's world; throws what it throws. */
  evaluate(code: string): unknown;
}

export interface Settings {
  /** The id of the document on its connection. */
  readonly document: number;
  /** Whether all scripts of this world get `ipcRenderer`. */
  readonly ipcExposed: boolean;
  /** Whether this is the preload script's own world. */
  readonly isPreload: boolean;
  /** The largest payload of a message, in bytes. */
  readonly maxMessageBytes: number;
  /** The longest channel, in bytes of UTF-8. */
  readonly maxChannelBytes: number;
}
