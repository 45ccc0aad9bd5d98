import type { Days } from "../api/types";
import { instant, isoDay } from "../words/format";

/** The days that somebody typed: `2016-03-27`, `27.3.2016`, `27 mars 2016`, `March 2016`, `2016`, or two of them with `–` between. */
export function typedDays(text: string): Days | undefined {
  const halves = text.trim().split(/\s*(?:\.\.|–|—|\s-\s|\bto\b|\bau\b)\s*/i);
  const [from, until] = [halves[0] ?? "", halves[1]];
  if (halves.length > 2 || !from) return undefined;
  const end = until === undefined ? undefined : span(until);
  const start = span(from) ?? (end && span(borrowed(from, until ?? "")));
  if (!start || (until !== undefined && !end)) return undefined;
  const [first, last] = [start.first, (end ?? start).last];
  return first <= last ? { first, last, told: true, precision: precision(first, last) } : undefined;
}

/** How exactly days are known, as UCDP counts it: the day, within six days, the week, the month, more. */
export function precision(first: string, last: string): number {
  const days = (instant(last).getTime() - instant(first).getTime()) / 86_400_000 + 1;
  return [1, 6, 7, 31].findIndex((most) => days <= most) + 1 || 5;
}

type Span = { first: string; last: string };

function span(text: string): Span | undefined {
  const words = text.toLowerCase().replace(/\b(\d+)(?:er|st|nd|rd|th)\b/g, "$1");
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(words);
  if (iso) return made(iso[1], iso[2], iso[3]);
  const day = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(words);
  if (day) return made(day[3], day[2], day[1]);
  const parts = words.split(/[\s,]+/).filter(Boolean);
  const month = parts.map(monthOf).find((number) => number !== undefined);
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  const year = numbers.find((part) => part.length === 4);
  if (month === undefined || numbers.length + 1 !== parts.length) return undefined;
  return made(
    year,
    String(month),
    numbers.find((part) => part !== year),
  );
}

/** In `7–9 mars 2016` the first day takes its month and year from the second. */
function borrowed(from: string, until: string): string {
  const rest = /^\s*\d{1,2}(?:er|st|nd|rd|th)?\s+(.*)$/.exec(until)?.[1] ?? "";
  return /\p{L}/u.test(from) ? `${from} ${/\d{4}/.exec(rest)?.[0] ?? ""}` : `${from} ${rest}`;
}

function made(year?: string, month?: string, day?: string): Span | undefined {
  if (!year) return undefined;
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)];
  const first = new Date(Date.UTC(y, m - 1, d));
  if (m < 1 || m > 12 || first.getUTCDate() !== d) return undefined;
  const last = day ? first : new Date(Date.UTC(month ? y : y + 1, month ? m : 0, 0));
  return { first: isoDay(first), last: isoDay(last) };
}

const months = new Map<string, number>();
for (const language of ["fr", "en"])
  for (const style of ["long", "short"] as const) {
    const format = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
    for (let at = 0; at < 12; at += 1) months.set(bare(format.format(new Date(Date.UTC(2000, at, 1)))), at + 1);
  }

function monthOf(word: string): number | undefined {
  return months.get(bare(word));
}

/** Without accents and full stop. */
function bare(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f.]/g, "");
}
