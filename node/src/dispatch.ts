// SPDX-License-Identifier: MIT
import type { EventEmitter } from 'node:events';
import { answer } from './answers';
import { decodeArguments, decodeValue } from './codec';
import { failSync } from './failures';
import { IpcMainEvent, type Origin } from './ipc-events';
import { IpcMain } from './ipc-main';
import { MessagePortMain } from './message-port-main';
import { Kind, type Lent, type NativePort } from './native';
import { runtime } from './runtime';

export interface Message {
  readonly kind: number;
  readonly origin: Origin;
  readonly channel: string;
  readonly payload: Lent;
  /** Whether the rules of access let the sender use the channel. */
  readonly isAllowed: boolean;
  readonly call: number;
  readonly ports: readonly NativePort[] | undefined;
}

/** Those who may hear a message, in their order. */
function emittersFor({ sender, frame }: Origin): IpcMain[] {
  return frame ? [frame.ipc, sender.ipc, runtime.ipcMain] : [sender.ipc, runtime.ipcMain];
}

/** Hands a message to those who listen. Returns whether it was refused: somebody listens, but the sender may not. */
export function dispatch(message: Message): boolean {
  switch (message.kind) {
    case Kind.syncCall:
      return callSync(message);
    case Kind.invoke:
    case Kind.stream:
      return ask(message);
    default:
      return tell(message);
  }
}

interface Audience {
  readonly ofPage: EventEmitter | undefined;
  readonly emitters: readonly IpcMain[];
}

/** `pageEvent`: the event of the page that tells of it, too; empty: none does. */
function audienceOf({ origin, channel }: Message, pageEvent: string): Audience | undefined {
  const isHeard = pageEvent !== '' && origin.sender.listenerCount(pageEvent) > 0;
  const ofPage = isHeard ? origin.sender : undefined;
  const emitters = emittersFor(origin).filter((each) => each.listenerCount(channel) > 0);
  return ofPage || emitters.length > 0 ? { ofPage, emitters } : undefined;
}

/** Calls all of them. Returns what the first listener threw that did; that is an uncaught exception as well. */
function callAll(
  { ofPage, emitters }: Audience,
  pageEvent: string,
  channel: string,
  event: IpcMainEvent,
  args: readonly unknown[],
): { readonly error: unknown } | undefined {
  let first = ofPage && runtime.emit(ofPage, pageEvent, event, channel, ...args);
  for (const emitter of emitters) {
    const thrown = runtime.emit(emitter, channel, event, ...args);
    first ??= thrown;
  }
  return first;
}

function tell(message: Message): boolean {
  const { kind, origin, channel, payload, isAllowed } = message;
  const pageEvent = kind === Kind.posted ? '' : 'ipc-message';
  const audience = audienceOf(message, pageEvent);
  if (!audience || !isAllowed) {
    message.ports?.forEach((port) => port.close());
    return audience !== undefined;
  }
  let args: unknown[];
  try {
    args = kind === Kind.posted ? [decodeValue(payload)] : decodeArguments(payload);
  } catch (error) {
    runtime.warn(`WebContents #${origin.sender.id} sent to '${channel}': ${(error as Error).message}`);
    return false;
  }
  const ports = (message.ports ?? []).map((each) => MessagePortMain.of(each));
  callAll(audience, pageEvent, channel, new IpcMainEvent(origin, ports, 0), args);
  return false;
}

function callSync(message: Message): boolean {
  const { origin, channel, payload, isAllowed, call } = message;
  const audience = audienceOf(message, 'ipc-message-sync');
  if (!audience || !isAllowed) {
    const text =
      `WebContents #${origin.sender.id} called ipcRenderer.sendSync() with '${channel}' channel without listeners.`;
    if (!audience) runtime.warn(text);
    failSync(runtime.native, call, new Error(text));
    return audience !== undefined;
  }
  let args: unknown[];
  try {
    args = decodeArguments(payload);
  } catch (error) {
    failSync(runtime.native, call, error);
    return false;
  }
  const event = new IpcMainEvent(origin, [], call);
  const thrown = callAll(audience, 'ipc-message-sync', channel, event, args);
  if (!IpcMainEvent.isOwed(event)) return false;
  if (thrown) failSync(runtime.native, call, thrown.error);
  else runtime.dropSoonWhenCollected(event, call, (each) => IpcMainEvent.isOwed(each));
  return false;
}

/** The first emitter that has a handler answers. */
function ask(message: Message): boolean {
  const { origin, channel, isAllowed } = message;
  const emitter = emittersFor(origin).find((each) => IpcMain.handles(each, channel));
  const handler = emitter && isAllowed ? IpcMain.take(emitter, channel) : undefined;
  answer(message, handler);
  return emitter !== undefined && !isAllowed;
}
