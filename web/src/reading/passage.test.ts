import { expect, test } from "vitest";
import type { RecordOf } from "../api/types";
import { Letters } from "./letters";
import { passageOf } from "./passage";

const text = "Zéro. Un. Deux. L’armée a pris Idlib. Quatre.\nCinq. Six.";
const sentences = [...text.matchAll(/[^.\n]+\./g)].map((found) => {
  const start = found.index + (found[0].length - found[0].trimStart().length);
  return { start, end: found.index + found[0].length };
});
const mention = (words: string) => ({
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  text: words,
});
const why = { rule: "test" };
const record = {
  sentences,
  repairs: [],
  sites: [],
  times: [],
  quantities: [],
  actors: [{ id: "a1", name: "Army", mentions: [mention("L’armée")], why }],
  places: [
    { id: "p1", name: "Idlib", mentions: [mention("Idlib")], why },
    { id: "p2", name: "Two", mentions: [mention("Deux")], why },
  ],
  claims: [
    {
      id: "c1",
      event: "CONTROL",
      trigger: mention("pris"),
      sentence: 3,
      source: [],
      tolls: [],
      roles: { actor: ["a1"], recipient: [], site: [], place: ["p1"], time: [], means: [] },
    },
  ],
} as unknown as RecordOf;

test("a claim stands among the two sentences before and after its own, in their paragraphs", () => {
  const [first, second] = passageOf(new Letters(text), record, { claim: "c1", span: mention("pris") });
  const words = (pieces: readonly { text: string }[] = []): string => pieces.map((piece) => piece.text).join("");
  expect(words(first?.before)).toBe("Un. Deux. ");
  expect(words(first?.own)).toBe("L’armée a pris Idlib.");
  expect(words(first?.after)).toBe(" Quatre.");
  expect(words(second?.after)).toBe("Cinq.");
});

test("only words of the claim are marked", () => {
  const passage = passageOf(new Letters(text), record, { claim: "c1", span: mention("pris") });
  const marked = passage
    .flatMap(({ before, own, after }) => [...before, ...own, ...after])
    .filter((piece) => piece.over.length);
  expect(marked.map((piece) => [piece.text, piece.over[0]?.span.kind])).toEqual([
    ["L’armée", "actor"],
    ["pris", "trigger"],
    ["Idlib", "place"],
  ]);
});
