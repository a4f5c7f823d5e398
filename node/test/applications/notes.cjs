// SPDX-License-Identifier: MIT
// The notes example, asked through its own page: notes.cjs FOLDER-OF-THE-EXAMPLE FOLDER-OF-NOTES.
const { join } = require('node:path');
const { app } = require('electron');

const [, , example, notes] = process.argv;
process.argv = [process.argv[0], join(example, 'main.cjs'), notes];

/** Runs in the page, which has nothing but `window.notes`. */
async function ask() {
  const { notes } = globalThis;
  const codeOf = (promise) => promise.then(() => 'fine', (error) => error.code);
  const found = [];
  const changed = new Promise((resolve) => notes.onChanged(resolve));
  const name = await notes.add('Plan.md', '# Plan\n\nBuy *milk* and İce');
  const again = await notes.add('Plan.md', 'another');
  const { text, version } = await notes.read(name);
  const next = await notes.save(name, `${text}\nand bread`, version);
  const search = notes.search('MILK', (hit) => found.push(hit));
  await search.finished;
  await notes.rename(again, 'Other.md');
  const list = await notes.list();
  notes.keepDraft({ name, text: 'an older one', version });
  notes.keepDraft({ name, text: 'not saved', version });
  const drafts = (await notes.drafts()).map((each) => each.text);
  notes.dropDraft(name);
  return {
    names: [name, again],
    text,
    isNewer: next !== version,
    list: list.map((each) => [each.name, each.excerpt]).sort(),
    found,
    changed: (await changed).length > 0,
    codes: [
      await codeOf(notes.save(name, 'old', version)),
      await codeOf(notes.read('../secret.md')),
      await codeOf(notes.read('Missing.md')),
      await codeOf(notes.read('Link.md')),
      await codeOf(notes.read('Bytes.md')),
      await codeOf(notes.rename(name, 'Other.md')),
      await codeOf(notes.remove('Other.md')),
    ],
    unlisted: (await notes.unlisted()).map((each) => each.name),
    drafts: [...drafts, ...(await notes.drafts())],
    globals: [typeof ipcRenderer, typeof require],
  };
}

app.on('web-contents-created', (_event, contents) => {
  contents.once('did-finish-load', async () => {
    console.log(JSON.stringify(await contents.executeJavaScript(`(${ask})()`)));
    app.exit(0);
  });
});
require(process.argv[1]);
