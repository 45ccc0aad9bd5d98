import { expect, test } from "vitest";
import { Letters } from "./letters";
import { piecesOf } from "./pieces";
import type { Kind, Span } from "./spans";

const text = new Letters("forces of Kherson left");
const span = (kind: Kind, start: number, end: number): Span => ({
  kind,
  ref: `${kind}${start}`,
  start,
  end,
  about: "",
});

test("pieces put together are the text", () => {
  const pieces = piecesOf(text, [span("actor", 0, 17), span("place", 10, 17), span("trigger", 18, 22)]);
  expect(pieces.map((piece) => piece.text)).toEqual(["forces of ", "Kherson", " ", "left"]);
});

test("a span inside another lies nearer to the words", () => {
  const pieces = piecesOf(text, [span("actor", 0, 17), span("place", 10, 17)]);
  const kherson = pieces.find((piece) => piece.text === "Kherson");
  expect(kherson?.over.map((one) => [one.span.kind, one.level])).toEqual([
    ["actor", 1],
    ["place", 0],
  ]);
});

test("spans that cross are cut, and keep a height of their own", () => {
  const pieces = piecesOf(text, [span("actor", 0, 12), span("time", 10, 20)]);
  expect(pieces.map((piece) => piece.over.length)).toEqual([1, 2, 1, 0]);
  expect(new Set(pieces[1]?.over.map((one) => one.level)).size).toBe(2);
});

test("a trigger takes no height, and the same words are told once", () => {
  const pieces = piecesOf(text, [
    span("trigger", 18, 22),
    { ...span("trigger", 18, 22), ref: "c2" },
    span("toll", 18, 22),
  ]);
  expect(pieces.at(-1)?.over.map((one) => one.level)).toEqual([-1, 0]);
});

test("only a part is cut out when one is asked for", () => {
  const pieces = piecesOf(text, [span("actor", 0, 17)], 10, 22);
  expect(pieces.map((piece) => piece.text)).toEqual(["Kherson", " left"]);
});
