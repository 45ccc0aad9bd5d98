import { expect, test } from "vitest";
import { Letters } from "./letters";
import { paragraphsOf } from "./paragraphs";
import { piecesOf } from "./pieces";

test("lines become paragraphs, and offsets still count the text", () => {
  const letters = new Letters("One 😀.\n\nTwo lines.");
  const paragraphs = paragraphsOf(piecesOf(letters, [{ kind: "time", ref: "t1", start: 8, end: 11, about: "" }]));
  expect(paragraphs.map((one) => one.map((piece) => piece.text).join(""))).toEqual(["One 😀.", "Two lines."]);
  for (const piece of paragraphs.flat()) expect(letters.slice(piece.start, piece.end)).toBe(piece.text);
});
