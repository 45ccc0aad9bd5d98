import { expect, test } from "vitest";
import type { Row } from "../../api/types";
import { markedIn, sentencesOf } from "./sentences";

const text = "Un raid a tué 😀 trois personnes.";
const claim = (id: string, report: string, words: string): Row => {
  const start = 100 + [...text.slice(0, text.indexOf(words))].length;
  const sentence = { start: 100, end: 100 + [...text].length };
  const span = { start, end: start + [...words].length };
  return { id, quotes: [{ report: { id: report }, row: id, words, text, sentence, span }] } as unknown as Row;
};

test("claims of one sentence are told together, with each of their words marked", () => {
  const [told, other] = sentencesOf([claim("c1", "a", "raid"), claim("c2", "a", "tué"), claim("c3", "b", "raid")]);
  expect(told?.claims.map((one) => one.id)).toEqual(["c1", "c2"]);
  expect(other?.claims.map((one) => one.id)).toEqual(["c3"]);
  const marked = told && markedIn(told).filter((piece) => piece.over.length);
  expect(marked?.map((piece) => piece.text)).toEqual(["raid", "tué"]);
});

test("marks behind a letter of two units stay in their place", () => {
  const [told] = sentencesOf([claim("c1", "a", "personnes")]);
  expect(told && markedIn(told).find((piece) => piece.over.length)?.text).toBe("personnes");
});
