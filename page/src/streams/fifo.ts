// SPDX-License-Identifier: MIT

/** First in, first out, without the methods of arrays, which the page may have patched. */
export class Fifo<Item> {
  private items: Item[] = [];
  private first = 0;

  get isEmpty(): boolean {
    return this.first === this.items.length;
  }

  add(item: Item): void {
    this.items[this.items.length] = item;
  }

  /** The oldest; undefined if there is none. */
  take(): Item | undefined {
    if (this.isEmpty) return undefined;
    const item = this.items[this.first]!;
    (this.items as (Item | undefined)[])[this.first++] = undefined;
    if (this.first === this.items.length) this.clear();
    return item;
  }

  clear(): void {
    this.items = [];
    this.first = 0;
  }
}
