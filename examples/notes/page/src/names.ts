// SPDX-License-Identifier: MIT
// Notes are known by the names of their files; people see them without the ending.

const kSuffix = '.md';

export function titleOf(name: string): string {
  return name.endsWith(kSuffix) ? name.slice(0, -kSuffix.length) : name;
}

export function nameOf(title: string): string {
  const name = title.trim();
  return /.\.md$/i.test(name) ? name : name + kSuffix;
}

/** What a file that comes from elsewhere is to be called here. */
export function nameForFile(fileName: string): string {
  const stem = fileName.replace(/\.(md|markdown|txt|text)$/i, '');
  const allowed = stem.replace(/[/\\\p{Cc}\p{Cf}]/gu, ' ').replace(/^[.\s]+/, '').trim();
  const short = /^.{0,60}/su.exec(allowed)?.[0].trim(); // whole characters
  return nameOf(short === undefined || short === '' ? 'Untitled' : short);
}
