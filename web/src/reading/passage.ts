import type { Quote, RecordOf } from "../api/types";
import type { Letters } from "./letters";
import { paragraphsOf } from "./paragraphs";
import { piecesOf, type Piece } from "./pieces";
import { spansOf, type Span } from "./spans";

/** A paragraph around a claim: what stands before its sentence, the sentence, and what follows. */
export interface Passage {
  before: Piece[];
  own: Piece[];
  after: Piece[];
}

/** Sentences shown before and after the one of a claim. */
const around = 2;

/** The sentence of a claim among those around it, with the words that the claim rests on. */
export function passageOf(letters: Letters, record: RecordOf, quote: Pick<Quote, "claim" | "span">): Passage[] {
  const claim = record.claims.find((one) => one.id === quote.claim);
  const { sentences } = record;
  const at = claim?.sentence ?? sentences.findIndex((one) => one.end >= quote.span.end);
  const own = sentences[at] ?? quote.span;
  const from = sentences[Math.max(0, at - around)]?.start ?? own.start;
  const to = sentences[Math.min(sentences.length - 1, at + around)]?.end ?? own.end;
  const refs = claim ? refsOf(claim) : new Set([quote.claim]);
  const spans = spansOf(record).filter((span) => refs.has(span.ref) || span.kind === "repair");
  // A span of its own cuts the sentence out; it draws nothing.
  const edge: Span = { kind: "repair", ref: "", start: own.start, end: own.end, about: "" };
  const pieces = piecesOf(letters, [...spans, edge], from, to).map((piece) => ({
    ...piece,
    over: piece.over.filter(({ span }) => span !== edge),
  }));
  return paragraphsOf(pieces).map((paragraph) => ({
    before: paragraph.filter((piece) => piece.end <= own.start),
    own: paragraph.filter((piece) => piece.start < own.end && piece.end > own.start),
    after: paragraph.filter((piece) => piece.start >= own.end),
  }));
}

/** Ids of all that a claim names, and its own. */
export function refsOf(claim: RecordOf["claims"][number]): Set<string> {
  const { actor, recipient, site, place, time } = claim.roles;
  const tolls = claim.tolls.flatMap((toll) => [toll.quantity, toll.of ?? ""]);
  const speakers = claim.source.map((source) => source.actor ?? "");
  return new Set([claim.id, ...actor, ...recipient, ...site, ...place, ...time, ...tolls, ...speakers].filter(Boolean));
}
