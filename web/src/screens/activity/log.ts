import type { Entry } from "../../api/types";

/** Entries of one day. */
export interface Day {
  day: string;
  entries: Entry[];
}

/** Entries by the day on which they were made, in their order. */
export function byDay(entries: readonly Entry[], dayOf: (moment: string) => string): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.made);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Numbers of the entries that others have undone, as far as those are known. */
export function undoneIn(entries: readonly Entry[]): Set<number> {
  const undone = new Set<number>();
  // An undoing that was itself undone does not count; the newest entries come first.
  for (const { id, undoes } of entries) if (undoes !== null && !undone.has(id)) undone.add(undoes);
  return undone;
}

/** What an entry changed: other rows for a merge or split, fields for a correction. */
export function detailOf(entry: Entry): { others: string[]; fields: [string, string][] } {
  let detail: unknown;
  try {
    detail = JSON.parse(entry.detail || "null");
  } catch {
    return { others: [], fields: [] };
  }
  if (Array.isArray(detail)) return { others: detail.map(String), fields: [] };
  if (typeof detail !== "object" || detail === null) return { others: [], fields: [] };
  const fields = Object.entries(detail).map(([name, value]): [string, string] => [name, inWords(value)]);
  return { others: [], fields };
}

function inWords(value: unknown): string {
  if (value === null) return "—";
  if (Array.isArray(value)) return value.map(inWords).join("; ");
  if (typeof value !== "object") return String(value);
  const one = value as Record<string, unknown>;
  if (typeof one.name === "string") return one.name;
  return Object.entries(one)
    .map(([name, part]) => `${name} ${inWords(part)}`)
    .join(", ");
}
