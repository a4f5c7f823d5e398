// SPDX-License-Identifier: MIT
// node install.cjs, which npm runs: sees that there is an addon that this system can load. Where the one that the package brings
// can't be loaded, it is made from source/; where that can't be, one line says which of the system's packages are missing.
'use strict';

const { spawnSync } = require('node:child_process');
const { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } = require('node:fs');
const { cpus, tmpdir } = require('node:os');
const { join } = require('node:path');

const source = join(__dirname, 'source');
const place = join(__dirname, 'prebuilt', `${process.platform}-${process.arch}`);

/** What libraries come from, in Debian's names. */
const kLibraries = {
  'libwebkitgtk-6.0.so.4': 'libwebkitgtk-6.0-4',
  'libjavascriptcoregtk-6.0.so.1': 'libjavascriptcoregtk-6.0-1',
  'libgtk-4.so.1': 'libgtk-4-1',
  'libsoup-3.0.so.0': 'libsoup-3.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
};

/** What building takes, in Debian's names: programs, and what pkg-config knows. */
const kPrograms = { 'g++': 'g++', cmake: 'cmake', make: 'make', 'pkg-config': 'pkg-config' };
const kDevelopment = {
  'webkitgtk-6.0': 'libwebkitgtk-6.0-dev',
  'webkitgtk-web-process-extension-6.0': 'libwebkitgtk-6.0-dev',
  libuv: 'libuv1-dev',
};

/** RTLD_NOW | RTLD_NODELETE: the engine does not bear to be unloaded, as Node would do with what is no module of its own. */
const kLoadAndKeep = 0x1002;

function run(command, ...args) {
  return spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Why this library can't be loaded; empty if it can. In a process of its own, which then is gone with all that was loaded. */
function obstacle(library) {
  const load = `try { process.dlopen({ exports: {} }, process.argv[1], ${kLoadAndKeep}) } catch (error) { console.log(error.message) }`;
  const { status, stdout, stderr } = run(process.execPath, '-e', load, library);
  // The engine is none of Node's modules: that is said once it is loaded.
  if (/did not self-register/.test(stdout)) return '';
  return stdout.trim() || (status === 0 ? '' : `it ended the process: ${stderr.trim()}`);
}

/** Why the addon there can't be used; empty if it can. */
function obstacleIn(directory) {
  const addon = join(directory, 'transom.node');
  if (!existsSync(addon)) return `the package brings no addon for ${process.platform}-${process.arch}`;
  return obstacle(addon) || obstacle(join(directory, 'transom/libtransom-webkitgtk.so'));
}

/** The package of the library that an obstacle names, if one is missing. */
function missingLibrary(why) {
  const [, library] = /(lib[^\s:/]+\.so[.\d]*): cannot open shared object file/.exec(why) ?? [];
  return kLibraries[library];
}

function fail(line) {
  console.error(`transom: ${line}`);
  process.exit(1);
}

function needPackages(purpose, packages) {
  fail(`${purpose} needs ${packages.join(', ')}: apt-get install ${packages.join(' ')}`);
}

/** The packages that building needs and that are not there. */
function missingForBuilding() {
  const hasProgram = (name) => run(name, '--version').error === undefined;
  const missing = Object.keys(kPrograms).filter((name) => !hasProgram(name)).map((name) => kPrograms[name]);
  // Without pkg-config nothing can be said of the others.
  const modules = Object.keys(kDevelopment).filter((name) => run('pkg-config', '--exists', name).status !== 0);
  return [...new Set([...missing, ...modules.map((name) => kDevelopment[name])])];
}

function step(what, command, ...args) {
  const { status, stdout, stderr, error } = run(command, ...args);
  if (status === 0) return;
  console.error(`${stdout ?? ''}${stderr ?? ''}`);
  fail(`${what} has failed${error ? ` (${error.message})` : ''}; what it said is above`);
}

/** Puts what was built where the addon is looked for. */
function bring(build, prefix) {
  rmSync(place, { recursive: true, force: true });
  const libraries = join(prefix, 'lib');
  // Under the name that the addon asks for, as itself and no link.
  const name = readdirSync(libraries).find((each) => /^libtransom\.so\.\d+\.\d+$/.test(each));
  cpSync(realpathSync(join(libraries, name)), join(place, name));
  cpSync(join(libraries, 'transom'), join(place, 'transom'), { recursive: true });
  cpSync(join(build, 'lib/transom.node'), join(place, 'transom.node'));
}

function buildFromSource() {
  const work = mkdtempSync(join(tmpdir(), 'transom-build-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  const build = join(work, 'build');
  const prefix = join(work, 'prefix');
  const options = ['CMAKE_BUILD_TYPE=Release', 'CMAKE_INSTALL_LIBDIR=lib', 'TRANSOM_TESTS=OFF', 'TRANSOM_EXAMPLES=OFF'];
  options.push('TRANSOM_NODE_ADDON=ON', `TRANSOM_NODE_HEADERS=${join(source, 'headers')}`);
  step('Configuring', 'cmake', '-S', source, '-B', build, ...options.map((each) => `-D${each}`));
  step('Building', 'cmake', '--build', build, '--parallel', `${cpus().length}`);
  step('Installing', 'cmake', '--install', build, '--prefix', prefix, '--strip');
  bring(build, prefix);
}

function main() {
  // In a checkout there is nothing to see to.
  if (!existsSync(source)) return;
  const why = obstacleIn(place);
  if (why === '') return;
  const library = missingLibrary(why);
  if (library !== undefined) needPackages('the addon', [library]);
  const missing = missingForBuilding();
  if (missing.length > 0) needPackages(`the addon has to be built here (${why}), which`, missing);
  console.error(`transom: ${why}; building it from source, which takes some minutes`);
  buildFromSource();
  const still = obstacleIn(place);
  if (still !== '') fail(`the addon was built, but can't be loaded: ${still}`);
}

main();
