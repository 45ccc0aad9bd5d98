import type { Bar } from "../../../api/types";

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
