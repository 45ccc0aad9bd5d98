import type { TollRange } from "../../api/types";

type Count = TollRange["counts"][number];

/** A line of the chart of a toll: from the least to the most, in shares of its width. */
export interface Bar {
  from: number;
  to: number;
  /** Whether it is one number. */
  exact: boolean;
  /** "Or more": nothing is said about the most. */
  open: boolean;
}

/** The highest value of the axis: a round number beyond all that is told. */
export function topOf(toll: TollRange): number {
  const told = toll.counts.flatMap((count) => [count.least ?? 0, count.most ?? (count.least ?? 0) * 1.25]);
  return round(Math.max(1, toll.low, toll.high ?? 0, ...told));
}

/** A round number that is not below: 1, 2, 2.5 or 5 times a power of ten. */
export function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}

/** The line of one count. */
export function barOf(count: Pick<Count, "least" | "most">, top: number): Bar {
  const least = count.least ?? 0;
  const most = count.most ?? top;
  return { from: least / top, to: most / top, exact: count.least === count.most, open: count.most == null };
}

/** A count as `range` of the words wants it. */
export function tollOf(count: Pick<Count, "least" | "most">): { low: number | null; best: null; high: number | null } {
  return { low: count.least ?? null, best: null, high: count.most ?? null };
}

/** Counts without those that a copy of the same text repeats. */
export function oncePerOrigin(counts: readonly Count[]): Count[] {
  const key = (one: Count): string => JSON.stringify([one.origin, one.least, one.most, one.words, one.as_of]);
  return counts.filter((count, at) => counts.findIndex((other) => key(other) === key(count)) === at);
}
