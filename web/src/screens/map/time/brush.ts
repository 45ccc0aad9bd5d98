import type { Bar, By } from "../../../api/types";
import { instant, isoDay } from "../../../words";

/** The first and the last bucket of a period; the whole of them where it says nothing. */
export function bucketsOf(buckets: readonly Bar[], since: string | null, until: string | null): [number, number] {
  const last = Math.max(0, buckets.length - 1);
  const from = since ? buckets.findIndex((bucket) => bucket.last >= since) : 0;
  const to = until ? buckets.findLastIndex((bucket) => bucket.first <= until) : last;
  const start = from < 0 ? last : from;
  return [start, Math.max(start, to < 0 ? 0 : to)];
}

/** The period of some buckets; what reaches to an end of all is open there. */
export function periodOf(
  buckets: readonly Bar[],
  from: number,
  to: number,
): { since: string | null; until: string | null } {
  const [start, end] = from <= to ? [from, to] : [to, from];
  return {
    since: start <= 0 ? null : (buckets[start]?.first ?? null),
    until: end >= buckets.length - 1 ? null : (buckets[end]?.last ?? null),
  };
}

/** All stretches of time from the first to the last, also those without findings, which the server leaves out. */
export function filled(bars: readonly Bar[], by: By): Bar[] {
  const counts = new Map(bars.map((bar) => [bar.first, bar]));
  const [start, end] = [bars[0]?.first, bars.at(-1)?.first];
  const all: Bar[] = [];
  for (let first = start; first !== undefined && end !== undefined && first <= end && all.length < most;) {
    const next = after(first, by);
    all.push(counts.get(first) ?? { first, last: before(next), count: 0 });
    first = next;
  }
  return all.length < most ? all : [...bars];
}

/** So many bars can be told apart on no screen. */
const most = 1500;

function after(day: string, by: By): string {
  const time = instant(day);
  if (by === "year") time.setUTCFullYear(time.getUTCFullYear() + 1);
  else if (by === "month") time.setUTCMonth(time.getUTCMonth() + 1);
  else time.setUTCDate(time.getUTCDate() + (by === "week" ? 7 : 1));
  return isoDay(time);
}

function before(day: string): string {
  const time = instant(day);
  time.setUTCDate(time.getUTCDate() - 1);
  return isoDay(time);
}
