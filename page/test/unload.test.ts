// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../src/frame';
import { FakePage } from './support/fake-page';

test('main is told that the document unloads', () => {
  const page = new FakePage();
  page.onWindow.get('pagehide')!({ isTrusted: true });
  const { kind, document } = page.takeSent();
  assert.deepEqual({ kind, document }, { kind: Kind.documentUnloading, document: 7 });
});

test('main is told so also of a document that the page has opened itself', () => {
  const page = new FakePage();
  page.receive('first');
  page.openDocument();
  page.receive('next');
  page.onWindow.get('pagehide')!({ isTrusted: true });
  assert.equal(page.takeSent().kind, Kind.documentUnloading);
});

test('a script that says so itself is not believed', () => {
  const page = new FakePage();
  page.onWindow.get('pagehide')!({ isTrusted: false });
  assert.deepEqual(page.sent, []);
});

test('a document that is gone says nothing', () => {
  const page = new FakePage();
  page.release();
  page.onWindow.get('pagehide')!({ isTrusted: true });
  assert.deepEqual(page.sent, []);
});
