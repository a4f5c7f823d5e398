// SPDX-License-Identifier: MIT
const kMaxLength = 160;

/** Without quotes, bullets and boxes to tick at the beginning. */
function withoutBullet(line: string): string {
  return line
    .trim()
    .replace(/^[>*-] \s*/, '')
    .replace(/^\[[ x]\] \s*/, '');
}

/** The first line that says something, without marks for bold, italic and code. */
export function excerptOf(text: string): string {
  const line = text
    .split('\n')
    .map(withoutBullet)
    .find((each) => each !== '' && !/^(#|```|---|\||<)/.test(each));
  return (line ?? '').replace(/[*`]/g, '').slice(0, kMaxLength);
}
