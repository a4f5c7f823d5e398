// SPDX-License-Identifier: MIT
import { LimitError } from './codec/byte-writer';
import { Decoder } from './codec/decode';
import { Encoder } from './codec/encode';
import {
  kFlagFailed,
  kFlagPorts,
  kFlagStream,
  kHeaderBytes,
  Kind,
  kNumberBytes,
  payloadStart,
  portListBytes,
  readHeader,
  writeHeader,
  writePortList,
  writeUint32,
} from './frame';
import { countMessage } from './garbage';
import type { Failure } from './handler-failure';
import type { Native, Settings } from './native';
import { defineProperty, hasOwn, max } from './primordials';

export const kReleased = 'IPC method called after context was released';

/** Room to grow beyond the limit, so that the limit itself is checked once, when the size is exactly known. */
const kSlackBytes = 1024;

/** Turns the messages of one document into frames, and sends them. */
export class Pipe {
  /** The encoder for the next message. Taken while one is written: a getter that is read then may send one itself. */
  private idle: Encoder | undefined = new Encoder();
  private isReleased = false;

  constructor(
    private readonly native: Native,
    private readonly settings: Settings,
  ) {}

  /** Whether the document is gone. */
  get released(): boolean {
    return this.isReleased;
  }

  /** The document is gone: from now on every method that sends throws. */
  release(): void {
    this.isReleased = true;
  }

  /**
   * Sends a message. Before anything is sent, throws an Error for what can't be cloned, a RangeError for what is over a
   * limit, and what getters of the page throw.
   */
  send(channel: string, args: readonly unknown[]): void {
    const encoder = this.take();
    try {
      const length = this.writeMessage(encoder, Kind.message, channel, args);
      this.native.post(encoder.writer.bytes, length);
    } finally {
      this.giveBack(encoder);
    }
  }

  /**
   * Sends a question and blocks until it is answered. Returns the answer, or throws it if it is a failure; else as
   * `send`.
   */
  sendSync(channel: string, args: readonly unknown[]): unknown {
    const reply = this.ask(channel, args);
    countMessage(reply);
    const header = readHeader(reply);
    const value = new Decoder(reply, payloadStart(header)).decodeValue();
    if ((header.flags & kFlagFailed) !== 0) throw withStack(value);
    return value;
  }

  /**
   * Sends a question that main answers later, by a frame with the number that this returns. Throws as `send`.
   */
  invoke(channel: string, args: readonly unknown[]): number {
    return this.question(channel, args, 0);
  }

  /** The same where main answers with a stream of chunks, and a reply at its end. */
  stream(channel: string, args: readonly unknown[]): number {
    return this.question(channel, args, kFlagStream);
  }

  private question(channel: string, args: readonly unknown[], flags: number): number {
    const encoder = this.take();
    try {
      const length = this.writeMessage(encoder, Kind.invoke, channel, args, flags);
      const call = this.native.postCall(encoder.writer.bytes, length);
      if (call === 0) throw this.tooManyCalls();
      return call;
    } finally {
      this.giveBack(encoder);
    }
  }

  /** Tells main that nobody waits for the answer to `call` any more. */
  cancel(call: number): void {
    this.sendBare(Kind.cancel, call);
  }

  /** Tells main that so many more chunks of its stream `call` were taken. */
  credit(call: number, chunks: number): void {
    if (this.isReleased) return;
    const length = kHeaderBytes + kNumberBytes;
    const frame = new Uint8Array(length);
    const { document } = this.settings;
    writeHeader(frame, length, { kind: Kind.credit, flags: 0, document, call, channelLength: 0 });
    writeUint32(frame, kHeaderBytes, chunks);
    this.native.post(frame, length);
  }

  /**
   * Sends one value to the listeners of `channel`, and with it ports under these numbers. `take` is called once nothing
   * can fail any more, to take the ports away from the page. Throws as `send`, and what `take` throws.
   */
  postMessage(channel: string, message: unknown, ports: readonly number[], take: () => void): void {
    this.post(Kind.postMessage, 0, channel, message, ports, take);
  }

  /** As `postMessage`, to the other end of the channel that has its end here as `port`. */
  postToPort(port: number, message: unknown, ports: readonly number[], take?: () => void): void {
    this.post(Kind.portMessage, port, '', message, ports, take);
  }

  /** Tells main that the end of that number is closed. */
  closePort(port: number): void {
    this.sendBare(Kind.portClose, port);
  }

  private post(
    kind: number,
    call: number,
    channel: string,
    message: unknown,
    ports: readonly number[],
    take?: () => void,
  ): void {
    const encoder = this.take();
    try {
      const channelLength = this.writeChannel(encoder, channel);
      const { writer } = encoder;
      const list = writer.length;
      writer.reserve(portListBytes(ports.length));
      writer.length += portListBytes(ports.length);
      this.writeResult(encoder, message, 'message');
      writePortList(writer.bytes, list, ports);
      const length = this.finish(encoder, kind, ports.length > 0 ? kFlagPorts : 0, call, channelLength);
      take?.();
      this.native.post(writer.bytes, length);
    } finally {
      this.giveBack(encoder);
    }
  }

  private writeResult(encoder: Encoder, value: unknown, subject: string): void {
    try {
      encoder.writeResult(value, subject);
    } catch (error) {
      throw this.explained(error);
    }
  }

  /** Tells main that the document is about to run its last scripts. */
  unload(): void {
    this.sendBare(Kind.documentUnloading, 0);
  }

  /** Sends a frame that is its header alone; nothing, once the document is gone. */
  private sendBare(kind: number, call: number): void {
    if (this.isReleased) return;
    const frame = new Uint8Array(kHeaderBytes);
    const { document } = this.settings;
    writeHeader(frame, kHeaderBytes, { kind, flags: 0, document, call, channelLength: 0 });
    this.native.post(frame, kHeaderBytes);
  }

  /** Answers a question of main. A value that can't be sent becomes a failure that says why. */
  reply(call: number, failed: boolean, value: unknown): void {
    const write = (encoder: Encoder): void => encoder.writeResult(value, failed ? 'error' : 'result');
    this.respond(call, failed, write, writeError);
  }

  /** Answers an `invoke` of main, as `reply`. */
  replyToInvoke(call: number, value: unknown): void {
    const write = (encoder: Encoder): void => encoder.writeResult(value, 'result');
    this.respond(call, false, write, writeInvokeError);
  }

  /** Whether `value` has a clone, of a size that can be sent. */
  canSend(value: unknown): boolean {
    const encoder = this.take();
    try {
      this.writeReply(encoder, 0, true, (target) => target.writeResult(value, ''));
      return true;
    } catch {
      return false;
    } finally {
      this.giveBack(encoder);
    }
  }

  /** Fails an `invoke` of main, with what was thrown and the properties that a clone of it loses, if they can be sent. */
  replyFailure(call: number, failure: Failure): void {
    const write = (encoder: Encoder): void => encoder.writeArguments(failure);
    this.respond(call, true, write, writeInvokeError);
  }

  /** Sends what `write` writes; if that fails, what `writeReason` writes of the reason. */
  private respond(
    call: number,
    failed: boolean,
    write: (encoder: Encoder) => void,
    writeReason: typeof writeError,
  ): void {
    const encoder = this.take();
    try {
      let length: number;
      try {
        length = this.writeReply(encoder, call, failed, write);
      } catch (error) {
        encoder.reset();
        length = this.writeFailure(encoder, call, error, writeReason);
      }
      this.native.post(encoder.writer.bytes, length);
    } finally {
      this.giveBack(encoder);
    }
  }

  private ask(channel: string, args: readonly unknown[]): Uint8Array {
    const encoder = this.take();
    try {
      const length = this.writeMessage(encoder, Kind.syncCall, channel, args);
      const reply = this.native.postSync(encoder.writer.bytes, length);
      if (reply === undefined) throw this.tooManyCalls();
      return reply;
    } finally {
      this.giveBack(encoder);
    }
  }

  private writeMessage(
    encoder: Encoder,
    kind: number,
    channel: string,
    args: readonly unknown[],
    flags = 0,
  ): number {
    const channelLength = this.writeChannel(encoder, channel);
    try {
      encoder.writeArguments(args);
    } catch (error) {
      throw this.explained(error);
    }
    return this.finish(encoder, kind, flags, 0, channelLength);
  }

  private writeReply(encoder: Encoder, call: number, failed: boolean, write: (encoder: Encoder) => void): number {
    this.writeChannel(encoder, '');
    try {
      write(encoder);
    } catch (error) {
      throw this.explained(error);
    }
    return this.finish(encoder, Kind.reply, failed ? kFlagFailed : 0, call, 0);
  }

  /** What a getter of the page threw is passed on as it is, if it can be. */
  private writeFailure(encoder: Encoder, call: number, error: unknown, writeReason: typeof writeError): number {
    try {
      return this.writeReply(encoder, call, true, (target) => writeReason(target, error));
    } catch {
      encoder.reset();
      const plain = new Error(messageOf(error));
      return this.writeReply(encoder, call, true, (target) => writeReason(target, plain));
    }
  }

  /** Leaves room for the header, writes the channel, and returns its length in bytes. */
  private writeChannel({ writer }: Encoder, channel: string): number {
    const { maxChannelBytes, maxMessageBytes } = this.settings;
    writer.length = kHeaderBytes;
    // As UTF-8 it is at least that long: don't encode what is far too long.
    if (channel.length <= maxChannelBytes) writer.writeUtf8(channel);
    const length = max(writer.length - kHeaderBytes, channel.length);
    if (length > maxChannelBytes) {
      throw new RangeError(`A channel of ${length} bytes is over the limit of ${maxChannelBytes} bytes.`);
    }
    writer.limit = writer.length + maxMessageBytes + kSlackBytes;
    return length;
  }

  /** Checks the size of the frame, writes its header, and returns its length. */
  private finish({ writer }: Encoder, kind: number, flags: number, call: number, channelLength: number): number {
    const payloadLength = writer.length - kHeaderBytes - channelLength;
    if (payloadLength > this.settings.maxMessageBytes) throw this.tooLarge(`${payloadLength}`);
    writeHeader(writer.bytes, writer.length, { kind, flags, document: this.settings.document, call, channelLength });
    return writer.length;
  }

  private explained(error: unknown): unknown {
    return error instanceof LimitError ? this.tooLarge(`at least ${error.needed}`) : error;
  }

  private tooLarge(size: string): RangeError {
    return new RangeError(`A message of ${size} bytes is over the limit of ${this.settings.maxMessageBytes} bytes.`);
  }

  private tooManyCalls(): RangeError {
    const { maxPendingCalls } = this.settings;
    return new RangeError(`${maxPendingCalls} calls of this page wait for main's answer already, which is the limit.`);
  }

  private take(): Encoder {
    if (this.isReleased) throw new Error(kReleased);
    const encoder = this.idle ?? new Encoder();
    this.idle = undefined;
    return encoder;
  }

  private giveBack(encoder: Encoder): void {
    encoder.reset();
    this.idle = encoder;
  }
}

function writeError(encoder: Encoder, error: unknown): void {
  encoder.writeResult(error, 'error');
}

/** A failed `invoke` holds two values: what was thrown, and the properties that a clone of it loses. */
function writeInvokeError(encoder: Encoder, error: unknown): void {
  encoder.writeArguments([error, {}]);
}

/** Main sends errors without its stack: where the page called is what helps its author. */
function withStack(thrown: unknown): unknown {
  if (thrown instanceof Error && !hasOwn(thrown, 'stack')) {
    defineProperty(thrown, 'stack', {
      value: new Error().stack,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
  return thrown;
}

/** The message of what was thrown, whatever the page threw. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'An object could not be cloned.';
  }
}
