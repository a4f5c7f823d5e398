// SPDX-License-Identifier: MIT
import { IpcMain } from './ipc-main';
import type { MessagePortMain } from './message-port-main';
import type { NativeFrame } from './native';
import { type InvokeOptions, joined, runtime, type WebSource } from './runtime';

/** A frame of a page. Once it is gone it is `detached`, and what is sent to it is silently dropped. */
export class WebFrameMain {
  static readonly #all = new WeakMap<NativeFrame, WebFrameMain>();

  /** Listeners and handlers for this frame alone, before those of the page and of the application. */
  readonly ipc: IpcMain;
  readonly #native: NativeFrame;
  readonly #contents: number;

  private constructor(native: NativeFrame, contents: number) {
    this.#native = native;
    this.ipc = new IpcMain(native);
    this.#contents = contents;
  }

  get url(): string {
    return this.#native.url();
  }

  get origin(): string {
    return this.#native.origin();
  }

  /** The engine's number of it, unique in its process. */
  get frameTreeNodeId(): number {
    return this.#native.frameId();
  }

  get routingId(): number {
    return this.#native.frameId();
  }

  get processId(): number {
    return runtime.native.osProcessId(this.#contents) ?? 0;
  }

  get detached(): boolean {
    return this.#native.detached();
  }

  isDestroyed(): boolean {
    return this.#native.detached();
  }

  get parent(): WebFrameMain | null {
    return WebFrameMain.of(this.#native.parent(), this.#contents) ?? null;
  }

  get top(): WebFrameMain | null {
    return WebFrameMain.of(this.#native.top(), this.#contents) ?? null;
  }

  get frames(): WebFrameMain[] {
    return this.#native.frames().map((each) => WebFrameMain.of(each, this.#contents)!);
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((each) => each.framesInSubtree)];
  }

  send(channel: string, ...args: unknown[]): void {
    runtime.send(this.#contents, this.#native.target(), channel, args);
  }

  postMessage(channel: string, message: unknown, transfer?: readonly MessagePortMain[]): void {
    runtime.postMessage(this.#contents, this.#native.target(), channel, message, transfer, arguments.length);
  }

  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return runtime.invoke(this.#contents, this.#native.target(), channel, args);
  }

  /** The same with a deadline of one's own. */
  invokeWithOptions(channel: string, options: InvokeOptions, ...args: unknown[]): Promise<unknown> {
    return runtime.invoke(this.#contents, this.#native.target(), channel, args, options);
  }

  executeJavaScript(code: string): Promise<unknown> {
    return runtime.evaluate(this.#contents, this.#native.target(), code);
  }

  /** The same in a world beside the page's own, which shares its DOM and no object of JavaScript. */
  executeJavaScriptInIsolatedWorld(worldId: number, scripts: readonly WebSource[]): Promise<unknown> {
    return runtime.evaluate(this.#contents, this.#native.target(), joined(scripts), worldId);
  }

  /** @internal The object of a frame; undefined for none. */
  static of(native: NativeFrame | undefined, contents: number): WebFrameMain | undefined {
    if (!native) return undefined;
    let frame = WebFrameMain.#all.get(native);
    if (!frame) WebFrameMain.#all.set(native, (frame = new WebFrameMain(native, contents)));
    return frame;
  }

  /** @internal The number of the document that it shows. */
  static documentOf(frame: WebFrameMain): number {
    return frame.#native.document();
  }
}
