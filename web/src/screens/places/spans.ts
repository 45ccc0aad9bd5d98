import type { Holding } from "../../api/types";
import { instant } from "../../words/format";

/** An interval on a line: where it begins and how wide it is, as shares of the line, and whether its ends are known. */
export interface Laid {
  span: Holding;
  start: number;
  width: number;
  open: { start: boolean; end: boolean };
}

/** Lays intervals out on one line. One without a beginning or an end reaches a little beyond what is known. */
export function lay(spans: readonly Holding[]): Laid[] {
  const days = spans.flatMap((span) => [span.since, span.until]).filter((day) => day !== null);
  if (days.length === 0) return spans.map((span) => ({ span, start: 0, width: 1, open: { start: true, end: true } }));
  const times = days.map((day) => instant(day).getTime());
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const beyond = Math.max((high - low) * 0.12, 5 * 86_400_000);
  const [first, last] = [low - beyond, high + beyond];
  const share = (time: number): number => (time - first) / (last - first);
  return spans.map((span) => {
    const start = span.since ? share(instant(span.since).getTime()) : 0;
    const end = span.until ? share(instant(span.until).getTime()) : 1;
    return { span, start, width: Math.max(0, end - start), open: { start: !span.since, end: !span.until } };
  });
}

/** Holders of intervals, each with its place in the order of colors; nobody is not one of them. */
export function ranks(spans: readonly Holding[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { holder } of spans) {
    const key = holder && (holder.key ?? holder.name);
    if (key && !all.has(key)) all.set(key, all.size);
  }
  return all;
}
