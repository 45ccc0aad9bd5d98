import { instant } from "../words/format";

const date = 86_400_000;

/** The number of a day, from 1970 on. */
export function dayNumber(value: string): number {
  return Math.round(instant(value).getTime() / date);
}

/** Turns days into places on a line of some pixels. */
export function timeScale(first: string, last: string, width: number): (day: string) => number {
  const [start, end] = [dayNumber(first), dayNumber(last) + 1];
  return (day) => ((dayNumber(day) - start) / Math.max(1, end - start)) * width;
}

/** First days of years, quarters, months or weeks between two days: as many as have room, but at least one. */
export function timeTicks(
  first: string,
  last: string,
  most: number,
): { day: string; step: "year" | "month" | "day" }[] {
  for (const [step, size] of steps) {
    const days = ticksOf(first, last, step, size);
    if (days.length <= Math.max(1, most)) return days.map((day) => ({ day, step }));
  }
  return [{ day: first, step: "year" }];
}

const steps = [
  ["day", 1],
  ["day", 7],
  ["month", 1],
  ["month", 3],
  ["year", 1],
  ["year", 2],
  ["year", 5],
  ["year", 10],
  ["year", 50],
] as const;

function ticksOf(first: string, last: string, step: "year" | "month" | "day", size: number): string[] {
  const time = instant(first);
  if (step !== "day") time.setUTCDate(1);
  if (step === "month") time.setUTCMonth(Math.ceil(time.getUTCMonth() / size) * size);
  if (step === "year") time.setUTCFullYear(Math.ceil(time.getUTCFullYear() / size) * size, 0, 1);
  const days: string[] = [];
  while (days.length < 400 && iso(time) <= last) {
    if (iso(time) >= first) days.push(iso(time));
    if (step === "day") time.setUTCDate(time.getUTCDate() + size);
    else if (step === "month") time.setUTCMonth(time.getUTCMonth() + size);
    else time.setUTCFullYear(time.getUTCFullYear() + size);
  }
  return days;
}

/** Turns numbers into places on a line on which each step is ten times as much; 0 and 1 are at its beginning. */
export function logScale(most: number, width: number): (value: number) => number {
  const top = Math.max(1, Math.log10(Math.max(1, most)));
  return (value) => (Math.log10(Math.max(1, value)) / top) * width;
}

/** Powers of ten up to a number. */
export function logTicks(most: number): number[] {
  return Array.from({ length: Math.floor(Math.log10(Math.max(1, most))) + 1 }, (_, at) => 10 ** at);
}

const iso = (time: Date): string => time.toISOString().slice(0, 10);
