import type { Piece } from "./pieces";

/** Pieces by the lines of the text they stand in: a line break ends a paragraph, and the breaks themselves are left out. */
export function paragraphsOf(pieces: readonly Piece[]): Piece[][] {
  const all: Piece[][] = [[]];
  for (const piece of pieces) {
    let at = piece.start;
    piece.text.split("\n").forEach((text, nth) => {
      if (nth > 0) {
        all.push([]);
        at += 1;
      }
      const end = at + [...text].length;
      if (text) all.at(-1)?.push({ ...piece, text, start: at, end });
      at = end;
    });
  }
  return all.filter((paragraph) => paragraph.some((piece) => piece.text.trim()));
}
