// SPDX-License-Identifier: MIT
// Compiled, never run: a page that allows itself channels that the application hasn't written.

import { ipcRenderer } from 'transom';

declare global {
  namespace Transom {
    interface SendChannels {
      [channel: string]: (...args: any[]) => void;
    }
    interface InvokeChannels {
      later: (id: number) => string;
      [channel: `plugin:${string}`]: (...args: any[]) => any;
    }
  }
}

export async function right(): Promise<string> {
  ipcRenderer.send('whatever', 1, 2);
  const answer: number = await ipcRenderer.invoke('plugin:load', 'x');
  return (await ipcRenderer.invoke('later', answer)) + String(await ipcRenderer.invoke('count'));
}

export function wrong(): void {
  // @ts-expect-error what is known is checked all the same
  ipcRenderer.send('open', 7);
  // @ts-expect-error by hand is as good as from the application
  void ipcRenderer.invoke('later', 'x');
  // @ts-expect-error no such channel
  void ipcRenderer.invoke('whatever');
}
