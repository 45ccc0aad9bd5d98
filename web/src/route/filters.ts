import type { Query } from "../api/client";

/** Filters that take any number of values, named as the fields of the store's query. */
export const lists = [
  "event",
  "mode",
  "context",
  "actor",
  "recipient",
  "party",
  "site",
  "place",
  "source",
  "report",
  "language",
  "factuality",
  "review",
  "grade",
] as const;

/** Filters that take one value. */
export const singles = ["since", "until", "bbox", "text", "confidence", "view"] as const;

export type ListFilter = (typeof lists)[number];
export type SingleFilter = (typeof singles)[number];

/** The filters that an address holds, ready to be sent on. */
export type Filters = Record<ListFilter, string[]> & Record<SingleFilter, string | null>;

/** Reads the filters of an address. */
export function filtersOf(query: URLSearchParams): Filters {
  const filters: Record<string, string[] | string | null> = {};
  for (const name of lists) filters[name] = query.getAll(name);
  for (const name of singles) filters[name] = query.get(name);
  return filters as Filters;
}

/** How many values are set. */
export function countOf(filters: Filters): number {
  const many = lists.reduce((sum, name) => sum + filters[name].length, 0);
  return many + singles.filter((name) => filters[name]).length;
}

/** What takes every filter away, to be given to `change`. */
export const none: Query = Object.fromEntries([...lists, ...singles].map((name) => [name, null]));

/** A list with a value put in, or taken out if it was there. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
