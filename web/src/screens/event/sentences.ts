import type { Quote, Row } from "../../api/types";
import { Letters } from "../../reading/letters";
import { piecesOf, type Piece } from "../../reading/pieces";

/** Claims of one sentence: it is quoted once, and the words of each of them are marked. */
export interface Sentence {
  key: string;
  quote: Quote;
  claims: Row[];
}

/** Claims by the sentence they stand in, in the order of the claims. */
export function sentencesOf(claims: readonly Row[]): Sentence[] {
  const all = new Map<string, Sentence>();
  for (const claim of claims) {
    const quote = claim.quotes[0];
    if (!quote) continue;
    const key = `${quote.report.id} ${quote.sentence?.start ?? quote.span.start}`;
    const known = all.get(key);
    if (known) known.claims.push(claim);
    else all.set(key, { key, quote, claims: [claim] });
  }
  return [...all.values()];
}

/** The sentence in pieces, with the words that name each happening marked. */
export function markedIn({ quote, claims }: Sentence): Piece[] {
  const letters = new Letters(quote.text ?? quote.words);
  const from = quote.text && quote.sentence ? quote.sentence.start : quote.span.start;
  const spans = claims.flatMap((claim) =>
    claim.quotes.slice(0, 1).map(({ span }) => ({
      kind: "trigger" as const,
      ref: claim.id,
      start: span.start - from,
      end: span.end - from,
      about: "",
    })),
  );
  return piecesOf(letters, spans);
}
