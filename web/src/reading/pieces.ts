import type { Letters } from "./letters";
import type { Span } from "./spans";

/** A stretch of a text that is covered by the same spans from its beginning to its end. */
export interface Piece {
  start: number;
  end: number;
  text: string;
  /** The spans that cover it, each with the height of its line: 0 is nearest to the words. */
  over: readonly { span: Span; level: number }[];
}

/** Cuts a part of a text where spans begin and end, so that spans that overlap are lines below one another. */
export function piecesOf(letters: Letters, spans: readonly Span[], from = 0, to = letters.length): Piece[] {
  const within = distinct(spans).filter((span) => span.start < to && span.end > from && span.start < span.end);
  const levels = levelsOf(within);
  const cuts = new Set([from, to]);
  for (const { start, end } of within) [start, end].forEach((at) => at > from && at < to && cuts.add(at));
  const sorted = [...cuts].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((start, at) => {
    const end = sorted[at + 1] ?? to;
    const over = within.flatMap((span, nth) =>
      span.start <= start && span.end >= end ? [{ span, level: levels[nth] ?? 0 }] : [],
    );
    return { start, end, text: letters.slice(start, end), over };
  });
}

/** The same words may stand for the same thing in many claims; one line says so. */
function distinct(spans: readonly Span[]): Span[] {
  const known = new Map<string, Span>();
  for (const span of spans) {
    const key = `${span.kind} ${span.start} ${span.end} ${span.kind === "trigger" || span.kind === "cue" ? "" : span.ref}`;
    if (!known.has(key)) known.set(key, span);
  }
  return [...known.values()];
}

/** The lowest height at which each span's line meets no other. Short spans come first and lie nearest to the words. */
function levelsOf(spans: readonly Span[]): number[] {
  const levels: number[] = [];
  const shortest = spans.map((_, at) => at).sort((one, other) => long(spans[one]) - long(spans[other]) || one - other);
  for (const at of shortest) {
    const span = spans[at];
    if (!span) continue;
    const taken = new Set(
      spans.flatMap((other, nth) => (levels[nth] !== undefined && meet(span, other) ? [levels[nth]] : [])),
    );
    let level = lineless.has(span.kind) ? -1 : 0;
    while (level >= 0 && taken.has(level)) level += 1;
    levels[at] = level;
  }
  return levels;
}

/** A trigger is a colored ground and a repair a mark on the letters; neither takes a height. */
const lineless: ReadonlySet<string> = new Set(["trigger", "repair"]);

const long = (span: Span | undefined): number => (span ? span.end - span.start : 0);
const meet = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
