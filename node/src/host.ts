// SPDX-License-Identifier: MIT
import { App, app } from './app';
import { BrowserWindow } from './browser-window';
import { dispatch } from './dispatch';
import { MessagePortMain } from './message-port-main';
import type { Host } from './native';
import { NavigationEvent } from './navigation-event';
import { runtime } from './runtime';
import { Relay } from './utility/relay';
import { WebContents } from './web-contents';
import { WebFrameMain } from './web-frame-main';

/** What the addon tells, brought to whom it is for. */
export const host: Host = {
  message(kind, contents, frame, frameId, document, channel, payload, isAllowed, call, ports) {
    const sender = runtime.contents.get(contents);
    if (!sender) return false;
    const origin = { sender, frame: WebFrameMain.of(frame, contents), frameId, document };
    return dispatch({ kind, origin, channel, payload, isAllowed, call, ports });
  },
  contentsEvent(id, name, ...args) {
    const contents = runtime.contents.get(id);
    if (!contents) return;
    WebContents.told(contents, name, args);
    const window = name === 'dom-ready' ? BrowserWindow.fromWebContents(contents) : null;
    if (window) BrowserWindow.mayShow(window);
  },
  windowEvent(id, name) {
    const window = runtime.windows.get(id);
    if (!window || name !== 'closed') return;
    BrowserWindow.closed(window);
    if (runtime.windows.size === 0) App.allClosed(app);
  },
  mayClose(id) {
    const window = runtime.windows.get(id);
    return !window || BrowserWindow.mayClose(window);
  },
  mayNavigate(id, url, isAllowed, isRedirect) {
    const contents = runtime.contents.get(id);
    if (!contents || contents.listenerCount('will-navigate') === 0) return undefined;
    const event = new NavigationEvent(url, isAllowed, isRedirect);
    runtime.emit(contents, 'will-navigate', event, url);
    return NavigationEvent.verdictOf(event);
  },
  mayOpen(id, url, openerOrigin, isUserGesture) {
    const contents = runtime.contents.get(id);
    try {
      return contents !== undefined && WebContents.mayOpen(contents, { url, openerOrigin, isUserGesture });
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
      return false;
    }
  },
  windowOpened(opener, window, contents, url) {
    const openedBy = runtime.contents.get(opener);
    if (!openedBy) return;
    const opened = BrowserWindow.opened(openedBy, { window, contents });
    runtime.emit(openedBy, 'did-create-window', opened, { url });
  },
  answer: (request, outcome, payload) => runtime.answered(request, outcome, payload),
  settled: (request, name, message) => runtime.settled(request, name, message),
  abort(call) {
    const pending = runtime.pending.get(call);
    runtime.pending.delete(call);
    pending?.abort();
  },
  room: (call) => runtime.room(call),
  portMessage(port, payload, ports) {
    if (!Relay.received(port, payload, ports)) MessagePortMain.received(port, payload, ports);
  },
  portClosed(port) {
    if (!Relay.closed(port)) MessagePortMain.closed(port);
  },
  ended: (status) => App.ended(app, status),
};
