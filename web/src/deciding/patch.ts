import type { Row } from "../api/types";

/** Parts of a row that people may correct; the rest is what the machine found. */
export const fields = [
  "event",
  "mode",
  "context",
  "factuality",
  "time",
  "actors",
  "recipients",
  "sites",
  "places",
  "means",
  "tolls",
] as const satisfies readonly (keyof Row)[];

/** What is to be changed of a row, as long as it is not sent. */
export type Draft = Partial<Pick<Row, (typeof fields)[number]>>;

/** A row as it would be with a draft. */
export function drafted(row: Row, draft: Draft): Row {
  return { ...row, ...draft };
}

/** The merge patch (RFC 7396) that makes a draft of a row true; `undefined` when the draft changes nothing. */
export function patchOf(row: Row, draft: Draft): Draft | undefined {
  const changed = fields.filter((field) => field in draft && !same(row[field], draft[field]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((field) => [field, draft[field]]));
}

/** Whether a draft changes one of some fields. */
export function changes(row: Row, draft: Draft, some: readonly (keyof Draft)[]): boolean {
  return some.some((field) => field in draft && !same(row[field], draft[field]));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
