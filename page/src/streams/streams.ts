// SPDX-License-Identifier: MIT
import { optionsOf, signalOf, type StreamOptions } from '../call-options';
import { Decoder } from '../codec/decode';
import { type FrameHeader, kFlagFailed, payloadStart } from '../frame';
import { kReleased, type Pipe } from '../pipe';
import { PrivateMap, registerFinalizer } from '../primordials';
import { remoteError } from '../remote-error';
import { IncomingStream } from './incoming-stream';
import { MainStream } from './main-stream';

interface Open {
  readonly channel: string;
  readonly incoming: IncomingStream;
}

/** The one that takes options. */
const kMethod = 'streamWithOptions';

/** The streams of one document that main has not ended yet. */
export class Streams {
  private readonly open = new PrivateMap<number, Open>();
  /** A stream that its page has forgotten is cancelled: else its handler in main would wait as long as the document. */
  private readonly watch = registerFinalizer((incoming: IncomingStream) => incoming.cancel());

  constructor(private readonly pipe: Pipe) {}

  /** Asks main for a stream. Throws as `send`, and for options that are none. */
  ask(channel: string, args: readonly unknown[], options?: StreamOptions | null): MainStream {
    const signal = signalOf(optionsOf(options, kMethod), kMethod);
    const incoming = new IncomingStream(this.pipe, signal, (call) => this.open.delete(call));
    const call = incoming.open(() => this.pipe.stream(channel, args));
    if (call !== 0) this.open.set(call, { channel, incoming });
    const stream = new MainStream(incoming);
    this.watch(stream, incoming);
    return stream;
  }

  /** Takes a chunk. One of a stream that was cancelled meanwhile is dropped. */
  receive(frame: Uint8Array, header: FrameHeader): void {
    this.open.get(header.call)?.incoming.receive(frame);
  }

  /** Takes the reply that ends a stream. Returns whether it is one's. */
  settle(frame: Uint8Array, header: FrameHeader): boolean {
    const found = this.open.get(header.call);
    if (!found) return false;
    this.open.delete(header.call);
    if ((header.flags & kFlagFailed) === 0) found.incoming.end();
    else found.incoming.fail(errorIn(frame, header, found.channel));
    return true;
  }

  /** The document is gone. */
  release(): void {
    this.open.forEach(({ incoming }) => incoming.abort(new Error(kReleased)));
    this.open.clear();
  }
}

function errorIn(frame: Uint8Array, header: FrameHeader, channel: string): unknown {
  try {
    return remoteError(channel, new Decoder(frame, payloadStart(header)).decodeArguments());
  } catch (error) {
    return error;
  }
}
