// SPDX-License-Identifier: MIT
// tidy.mjs ROOT TREE: clang-tidy over every file of the checkout that build tree TREE compiles, our headers along with them.
// clang-tidy takes ten seconds a file, nearly all of it for the system's headers. So a file that was found clean is
// remembered, in build/lint, by what it was made of: itself, our headers in it, how it is compiled, and .clang-tidy.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const output = { maxBuffer: 64 << 20 };
const [root, tree] = process.argv.slice(2).map((path) => resolve(path));
const clean = join(root, 'build', 'lint');
const workers = availableParallelism?.() ?? cpus().length;

// What the file is made of, the system's headers left out: these change with a compiler, which changes the answer of --version.
async function madeOf({ directory, command, file }) {
  const listing = command.replace(/ -o \S+ -c /, ' -MM ');
  const { stdout } = await run('sh', ['-c', listing], { ...output, cwd: directory });
  const names = stdout.replaceAll('\\\n', ' ').split(/\s+/).slice(1).filter(Boolean);
  const hash = createHash('sha256').update(rules).update(command).update(file);
  for (const name of names) hash.update(name).update(await readFile(resolve(directory, name)));
  return hash.digest('hex');
}

// Whether nothing was found.
async function look(entry) {
  const stamp = await madeOf(entry);
  wanted.add(stamp);
  if (known.has(stamp)) return true;
  try {
    await run('clang-tidy-16', ['--quiet', '-p', tree, entry.file], output);
  } catch (error) {
    process.stdout.write(error.stdout || `${error}\n`);
    return false;
  }
  await writeFile(join(clean, stamp), '');
  return true;
}

async function work() {
  for (let entry; (entry = waiting.shift()) !== undefined; ) {
    if (!(await look(entry))) faulty += 1;
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} files`);
  }
}

await mkdir(clean, { recursive: true });
const known = new Set(await readdir(clean));
const wanted = new Set();
const rules = (await readFile(join(root, '.clang-tidy'))) + (await run('clang-tidy-16', ['--version'])).stdout;
const inCheckout = new Set((await run('git', ['-C', root, 'ls-files', '-co', '--exclude-standard', '*.cc'], output)).stdout.split('\n'));
const entries = JSON.parse(await readFile(join(tree, 'compile_commands.json'), 'utf8'));
const waiting = [...new Map(entries.map((entry) => [entry.file, entry])).values()].filter((entry) =>
  inCheckout.has(entry.file.slice(root.length + 1)),
);
const total = waiting.length;
let done = 0;
let faulty = 0;
await Promise.all(Array.from({ length: workers }, work));
if (process.stderr.isTTY) process.stderr.write('\n');
for (const stamp of known) if (!wanted.has(stamp)) await rm(join(clean, stamp));
process.exit(faulty === 0 ? 0 : 1);
