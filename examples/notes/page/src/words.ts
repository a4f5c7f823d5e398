// SPDX-License-Identifier: MIT

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const kWordsPerMinute = 220;
const kCounted = 100_000; // characters: words of more would take too long to count after each key

export function countWords(text: string): number {
  let words = 0;
  for (const segment of segmenter.segment(text)) if (segment.isWordLike) words += 1;
  return words;
}

/** `1,204 words · 5 min read` */
export function describeLength(text: string): string {
  if (text.length > kCounted) return `${text.length.toLocaleString()} characters`;
  const words = countWords(text);
  const count = `${words.toLocaleString()} ${words === 1 ? 'word' : 'words'}`;
  return words < kWordsPerMinute ? count : `${count} · ${Math.round(words / kWordsPerMinute)} min read`;
}
