// The channels of this application as its C++ has them. Written by Transom: what is changed here is lost.

export interface Add {
  kind: AddKind;
  document: notes_Document;
}

export type AddKind = 'add';

export interface Author {
  name: string;
  age?: number | undefined;
}

export interface AuthorPage {
  items: Author[];
  cursor?: unknown;
}

export type Level = 'info' | 'warning' | 'error';

export interface Listener {
  id: number;
}

export interface Page_int {
  items: number[];
}

export interface Remove {
  kind: RemoveKind;
  id: number;
}

export type RemoveKind = 'remove';

export interface archive_Document {
  id: number | bigint;
}

export interface archive_Document_2 {
  hidden: boolean;
}

export interface notes_Date {
  year: number;
}

export interface notes_Document {
  path: string;
  level: Level;
  author: Author;
  tags: string[];
  changed: Date;
  spent: number;
  picture?: Uint8Array | undefined;
  scores: Record<string, number>;
  replies: notes_Document[];
}

interface ApplicationSendChannels {
  '': () => void;
  '*/ `${0}` //': (arg0?: undefined, arg1?: undefined) => unknown;
  '7': () => void;
  __proto__: (arg0: Listener) => unknown;
  any: (...args: unknown[]) => unknown;
  both: (arg0: string, arg1: Level) => unknown;
  constructor: (arg0: boolean) => unknown;
  'it\'s\u000a"quoted"': (arg0: number) => unknown;
  kept: () => number | undefined;
  level: (arg0: number) => Level;
  new: () => void;
  nothing: () => void;
  open: (arg0: string, arg1?: number) => unknown;
  values: (arg0: boolean | undefined, arg1: number | bigint, arg2: Uint8Array, arg3?: unknown) => unknown;
}

interface ApplicationInvokeChannels {
  archived: (arg0: archive_Document) => archive_Document_2;
  authors: (arg0?: Level) => AuthorPage;
  change: (arg0: (Add | Remove)[]) => boolean;
  containers: (arg0: Set<number>, arg1: Map<number, string>, arg2: (string | undefined)[], arg3: [number, number, number], arg4: Record<string, (number | string)[]>) => [number, string, (boolean | undefined)?];
  count: () => number | bigint;
  day: () => notes_Date | undefined;
  load: (arg0: string) => notes_Document;
  numbers: () => Page_int;
  paint: (arg0: `#${string}`) => unknown;
  save: (arg0: notes_Document) => void;
  untyped: (arg0?: unknown) => unknown;
}

interface ApplicationStreamChannels {
  find: (arg0: string) => notes_Document;
}

interface ApplicationMessageChannels {
  opened: (arg0: string, arg1?: number) => void;
}

interface ApplicationQuestionChannels {
  confirm: (arg0: string) => boolean;
}

declare global {
  namespace Transom {
    interface Declared {
      channels: true;
    }
    interface SendChannels extends ApplicationSendChannels {}
    interface InvokeChannels extends ApplicationInvokeChannels {}
    interface StreamChannels extends ApplicationStreamChannels {}
    interface MessageChannels extends ApplicationMessageChannels {}
    interface QuestionChannels extends ApplicationQuestionChannels {}
  }
}

export {};
