/** A text of which parts are cut by code points, as all spans of the record count, and not by the units of UTF-16 of a string. */
export class Letters {
  readonly length: number;
  #starts: readonly number[] | undefined;

  constructor(readonly text: string) {
    const starts: number[] = [];
    let at = 0;
    for (const letter of text) {
      starts.push(at);
      at += letter.length;
    }
    this.length = starts.length;
    // Most texts have no letter outside the first plane; there both counts are the same.
    if (this.length !== text.length) this.#starts = [...starts, at];
  }

  /** The part from a code point to another. */
  slice(start: number, end: number): string {
    return this.text.slice(this.#unit(start), this.#unit(end));
  }

  /** The code point that a unit of the string belongs to. */
  pointOf(unit: number): number {
    if (!this.#starts) return unit;
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #unit(point: number): number {
    const held = Math.min(Math.max(point, 0), this.length);
    return this.#starts?.[held] ?? held;
  }
}
