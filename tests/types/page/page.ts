// SPDX-License-Identifier: MIT
// Compiled, never run: a page of the application of these tests. What is wrong must not compile.

import { ipcRenderer } from 'transom';
import type { Author, notes_Document } from 'channels';

const author: Author = { name: 'Ada' };
const document: notes_Document = {
  path: 'a.md',
  level: 'info',
  author,
  tags: [],
  changed: new Date(),
  spent: 1500,
  scores: { x: 0.5 },
  replies: [],
};

export async function right(signal: AbortSignal): Promise<void> {
  ipcRenderer.send('nothing');
  ipcRenderer.send('any', 1, 'two', {});
  ipcRenderer.send('open', 'a.md');
  ipcRenderer.send('open', 'a.md', 7);
  ipcRenderer.send('values', undefined, 7n, Uint8Array.of(1));
  ipcRenderer.send('values', true, 7, new Uint8Array(1), 'whatever');
  ipcRenderer.send('both', 'text', 'error');
  ipcRenderer.send('it\'s\n"quoted"', 1);
  ipcRenderer.send('constructor', true);
  ipcRenderer.send('*/ `${0}` //', undefined);
  ipcRenderer.send('__proto__', { id: 1 });
  ipcRenderer.send('new');
  ipcRenderer.send('7');
  ipcRenderer.send('');
  const level: 'info' | 'warning' | 'error' = ipcRenderer.sendSync('level', 1);
  const kept: number | undefined = ipcRenderer.sendSync('kept');
  const whatever: unknown = ipcRenderer.sendSync('open', 'a.md');
  ipcRenderer.postMessage('open', 'a.md', [new MessageChannel().port1]);

  const loaded: notes_Document = await ipcRenderer.invoke('load', 'a.md');
  const age: number | undefined = loaded.replies[0]?.author.age;
  const nothing: void = await ipcRenderer.invoke('save', { ...document, picture: undefined });
  await ipcRenderer.invokeWithOptions('save', { signal }, document);
  const changed: boolean = await ipcRenderer.invoke('change', [
    { kind: 'add', document },
    { kind: 'remove', id: 3 },
  ]);
  const count: number | bigint = await ipcRenderer.invoke('count');
  const page = await ipcRenderer.invoke('authors', 'warning');
  const names: string[] = page.items.map((item) => item.name);
  const numbers: number[] = (await ipcRenderer.invoke('numbers')).items;
  const hidden: boolean = (await ipcRenderer.invoke('archived', { id: 1 })).hidden;
  const year: number | undefined = (await ipcRenderer.invoke('day'))?.year;
  await ipcRenderer.invoke('paint', '#fff');
  const [first, second, third] = await ipcRenderer.invoke(
    'containers',
    new Set([1]),
    new Map([[1, 'one']]),
    ['a', undefined],
    [1, 2, 3],
    { a: [1, 'b'] },
  );
  const tuple: [number, string, boolean | undefined] = [first, second, third];
  for await (const found of ipcRenderer.stream('find', 'text')) names.push(found.path);
  const chunks: ReadableStream<notes_Document> = ipcRenderer.streamWithOptions('find', {}, 'text').toReadableStream();

  ipcRenderer.on('opened', (event, path, line) => {
    const place: [string, number | undefined] = [path, line];
    event.sender.send('open', ...place);
  });
  ipcRenderer.handle('confirm', (_event, text) => text.length > 3);
  ipcRenderer.handleOnce('confirm', () => Promise.resolve(true));
  consume(level, kept, whatever, age, nothing, changed, count, numbers, hidden, year, tuple, chunks);
}

declare function consume<Value>(...values: Value[]): void;

export function wrong(): void {
  // @ts-expect-error no such channel
  ipcRenderer.send('opne', 'a.md');
  // @ts-expect-error it has a handler, and no listener
  ipcRenderer.send('load', 'a.md');
  // @ts-expect-error it takes nothing
  ipcRenderer.send('nothing', 1);
  // @ts-expect-error it takes something
  ipcRenderer.send('open');
  // @ts-expect-error no string
  ipcRenderer.send('open', 7);
  // @ts-expect-error no number
  ipcRenderer.send('open', 'a.md', '7');
  // @ts-expect-error bytes are a Uint8Array
  ipcRenderer.send('values', true, 7, [1, 2]);
  // @ts-expect-error the second listener wants a level
  ipcRenderer.send('both', 'text');
  // @ts-expect-error a struct of the application, whatever transom.d.ts calls by its name
  ipcRenderer.send('__proto__', () => undefined);
  // @ts-expect-error no such level
  ipcRenderer.send('both', 'text', 'loud');
  // @ts-expect-error nor this way
  ipcRenderer.sendSync('open', 7);
  // @ts-expect-error a level is no number
  consume<number>(ipcRenderer.sendSync('level', 1));
  // @ts-expect-error it may be undefined
  consume<number>(ipcRenderer.sendSync('kept'));
  // @ts-expect-error its listener doesn't say what it answers
  consume<string>(ipcRenderer.sendSync('open', 'a.md'));
  // @ts-expect-error its listener can't answer
  consume<string>(ipcRenderer.sendSync('nothing'));
  // @ts-expect-error nor this way
  ipcRenderer.postMessage('open', 7);

  // @ts-expect-error it listens, and answers nothing
  void ipcRenderer.invoke('open', 'a.md');
  // @ts-expect-error it answers with a stream
  void ipcRenderer.invoke('find', 'text');
  // @ts-expect-error a field is missing
  void ipcRenderer.invoke('save', { path: 'a.md' });
  // @ts-expect-error no such field
  void ipcRenderer.invoke('archived', { id: 1, more: 2 });
  // @ts-expect-error a Date, no number
  void ipcRenderer.invoke('save', { ...document, changed: 0 });
  // @ts-expect-error the kind of the other
  void ipcRenderer.invoke('change', [{ kind: 'add', id: 3 }]);
  // @ts-expect-error no color
  void ipcRenderer.invoke('paint', 'white');
  // @ts-expect-error a document is no string
  void ipcRenderer.invoke('load', 'a.md').then((loaded: string) => loaded);
  // @ts-expect-error what is unknown has to be looked at
  void ipcRenderer.invoke('untyped', 1).then((answer) => answer.length);
  // @ts-expect-error no stream
  ipcRenderer.stream('load', 'a.md');
  // @ts-expect-error no string
  ipcRenderer.stream('find', 7);

  // @ts-expect-error main sends no such message
  ipcRenderer.on('closed', () => undefined);
  // @ts-expect-error the line may be missing
  ipcRenderer.on('opened', (_event, _path: string, _line: number) => undefined);
  // @ts-expect-error main asks no such question
  ipcRenderer.handle('opened', () => true);
  // @ts-expect-error an answer is true or false
  ipcRenderer.handle('confirm', () => 'yes');
}
