import type { Grounds, RecordOf } from "../api/types";

/** Kinds of words that are shown in a text, in the order of the legend. */
export const kinds = ["trigger", "actor", "site", "place", "time", "toll", "cue", "repair"] as const;
export type Kind = (typeof kinds)[number];

/** Words of a text that mean something. Offsets are code points. */
export interface Span {
  kind: Kind;
  /** Id of what they refer to, in the record: `a1`, `p2`, `c3`. */
  ref: string;
  start: number;
  end: number;
  /** What they were read as. */
  about: string;
}

type Parts = Pick<RecordOf, "actors" | "places" | "sites" | "times" | "quantities">;
type Claim = RecordOf["claims"][number];
type Mention = { start: number; end: number };

/** All words of a report that were read as something. */
export function spansOf(record: RecordOf): Span[] {
  const repairs = record.repairs.map((one, at) => span("repair", `r${at}`, one, `${one.text} → ${one.repaired}`));
  return [...named(record), ...record.claims.flatMap(told), ...repairs].sort(order);
}

/** The words that one claim rests on. */
export function spansOfClaim(why: Grounds): Span[] {
  return [...named(why), ...told(why.claim)].sort(order);
}

function named(parts: Parts): Span[] {
  const mentions = (kind: Kind, list: readonly { id: string; name: string; mentions: readonly Mention[] }[]): Span[] =>
    list.flatMap((one) => one.mentions.map((mention) => span(kind, one.id, mention, one.name)));
  return [
    ...mentions("actor", parts.actors),
    ...mentions("site", parts.sites),
    ...mentions("place", parts.places),
    ...parts.times.map((one) => span("time", one.id, one.mention, timeOf(one))),
    ...parts.quantities.map((one) => span("toll", one.id, one.mention, countOf(one))),
  ];
}

function told(claim: Claim): Span[] {
  const cues = claim.source.flatMap((one) => (one.cue ? [span("cue", claim.id, one.cue, "")] : []));
  return [span("trigger", claim.id, claim.trigger, claim.event), ...cues];
}

function timeOf(time: RecordOf["times"][number]): string {
  const { first, last } = time;
  if (!first) return time.value;
  return !last || first === last ? first : `${first} – ${last}`;
}

function countOf(count: RecordOf["quantities"][number]): string {
  const { least, most } = count;
  if (least == null) return most == null ? "?" : `≤ ${most}`;
  if (most == null) return `≥ ${least}`;
  return least === most ? String(least) : `${least}–${most}`;
}

function span(kind: Kind, ref: string, words: Mention, about: string): Span {
  return { kind, ref, start: words.start, end: words.end, about };
}

const order = (one: Span, other: Span): number => one.start - other.start || other.end - one.end;
