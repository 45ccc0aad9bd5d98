import { instant, isoDay } from "../words/format";

/** How wide a bar of a histogram is. */
export type Width = "day" | "week" | "month" | "year";

export interface Bar {
  first: string;
  last: string;
  count: number;
}

/** Bars with none left out, from the first to the last that any of them has, so that several rows of bars stand under each other. */
export function filled(bars: readonly Bar[], by: Width, first: string, last: string): Bar[] {
  const known = new Map(bars.map((bar) => [bar.first, bar]));
  const all: Bar[] = [];
  for (let at = first; at <= last && all.length < 2000; at = next(at, by))
    all.push(known.get(at) ?? { first: at, last: before(next(at, by)), count: 0 });
  return all;
}

/** A width at which a span makes at most so many bars. */
export function widthFor(first: string, last: string, most = 60): Width {
  const days = (instant(last).getTime() - instant(first).getTime()) / 86_400_000 + 1;
  if (days <= most) return "day";
  if (days <= most * 7) return "week";
  return days <= most * 31 ? "month" : "year";
}

function next(start: string, by: Width): string {
  const time = instant(start);
  if (by === "year") time.setUTCFullYear(time.getUTCFullYear() + 1);
  else if (by === "month") time.setUTCMonth(time.getUTCMonth() + 1);
  else time.setUTCDate(time.getUTCDate() + (by === "week" ? 7 : 1));
  return isoDay(time);
}

function before(start: string): string {
  const time = instant(start);
  time.setUTCDate(time.getUTCDate() - 1);
  return isoDay(time);
}
