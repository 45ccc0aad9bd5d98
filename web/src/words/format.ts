import type { Days, Toll } from "../api/types";
import { dayStyle, zone } from "./clock.svelte";
import { language } from "./language.svelte";

const made = new Map<string, Intl.DateTimeFormat>();

/** A number in the language of the page. */
export function number(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** A share of one as percent. */
export function percent(value: number): string {
  return new Intl.NumberFormat(language(), { style: "percent", maximumFractionDigits: 0 }).format(value);
}

/** A day, `2016-03-28`, in words. */
export function day(value: string, style: "long" | "short" = "short"): string {
  return format(value.length > 10 ? value.slice(0, 10) : value, style);
}

/** A stretch of days in words; a whole month or year is named as such. */
export function days(span: Pick<Days, "first" | "last">, style: "long" | "short" = "short"): string {
  const { first, last } = span;
  if (first === last) return day(first, style);
  if (dayStyle() === "iso") return `${first} – ${last}`;
  if (isYear(first, last)) return first.slice(0, 4);
  if (isMonth(first, last)) return formatter("month").format(instant(first));
  return formatter(style).formatRange(instant(first), instant(last));
}

/** A moment, with its hour. */
export function moment(value: string): string {
  return told(value, dayStyle() === "iso" ? "isoMoment" : "moment");
}

/** The hour of a moment. */
export function hour(value: string): string {
  return told(value, "hour");
}

/** The day of a moment, by the clock that was chosen. */
export function momentDay(value: string): string {
  return told(value, dayStyle() === "iso" ? "isoDay" : "momentDay");
}

function told(value: string, style: string): string {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : formatter(style).format(time);
}

/** A toll as the range it is; never a mean. */
export function range(toll: Pick<Toll, "low" | "best" | "high">): string {
  const { low, best, high } = toll;
  const least = low ?? best;
  if (least === null) return high === null ? "?" : `≤ ${number(high)}`;
  if (high === null) return `≥ ${number(least)}`;
  return least === high ? number(least) : `${number(least)}–${number(high)}`;
}

/** The day that `instant` stands for. */
export function isoDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The start of a day, in UTC, so that no time zone moves it. */
export function instant(value: string): Date {
  return new Date(`${value.slice(0, 10)}T00:00:00Z`);
}

function isYear(first: string, last: string): boolean {
  return first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`;
}

function isMonth(first: string, last: string): boolean {
  const next = instant(last);
  next.setUTCDate(next.getUTCDate() + 1);
  return first.endsWith("-01") && first.slice(0, 7) === last.slice(0, 7) && next.getUTCDate() === 1;
}

function format(value: string, style: "long" | "short"): string {
  const time = instant(value);
  if (Number.isNaN(time.getTime())) return value;
  return dayStyle() === "iso" ? isoDay(time) : formatter(style).format(time);
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  short: { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
  month: { month: "long", year: "numeric", timeZone: "UTC" },
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  momentDay: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  hour: { hour: "2-digit", minute: "2-digit" },
  isoDay: { year: "numeric", month: "2-digit", day: "2-digit" },
  isoMoment: { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
};

function formatter(style: string): Intl.DateTimeFormat {
  const key = language() + style + zone();
  const known = made.get(key);
  if (known) return known;
  // Swedish writes days as the standard does.
  const locale = style.startsWith("iso") ? "sv" : language() === "en" ? "en-GB" : "fr";
  const clock = zone() === "utc" ? { timeZone: "UTC" } : {};
  const fresh = new Intl.DateTimeFormat(locale, { ...clock, ...styles[style] });
  made.set(key, fresh);
  return fresh;
}
