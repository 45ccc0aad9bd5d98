import { expect, test } from "vitest";
import { stack } from "./stack";

const note = (id: string, anchor: number, height = 40) => ({ id, anchor, height });
const tops = (notes: ReturnType<typeof note>[], active?: string) => Object.fromEntries(stack(notes, active, 10));

test("notes with room between them lie at their words", () => {
  expect(tops([note("a", 0), note("b", 100)])).toEqual({ a: 0, b: 100 });
});

test("notes that would cover one another give way downwards", () => {
  expect(tops([note("a", 0), note("b", 10), note("c", 20)])).toEqual({ a: 0, b: 50, c: 100 });
});

test("the note that is looked at lies at its words, and those before it give way upwards", () => {
  expect(tops([note("a", 100), note("b", 110), note("c", 120)], "c")).toEqual({ a: 20, b: 70, c: 120 });
});

test("no note is pushed over the top", () => {
  const placed = tops([note("a", 0), note("b", 5), note("c", 10)], "c");
  expect(placed).toEqual({ a: 0, b: 50, c: 100 });
});

test("no two notes cover each other, whichever is looked at", () => {
  const notes = Array.from({ length: 12 }, (_, at) => note(`n${at}`, (at * 37) % 90, 30 + (at % 3) * 10));
  for (const active of [undefined, ...notes.map((one) => one.id)]) {
    const placed = stack(notes, active, 10);
    const lines = notes.map((one) => ({ top: placed.get(one.id) ?? -1, end: (placed.get(one.id) ?? 0) + one.height }));
    lines.sort((one, other) => one.top - other.top);
    lines.reduce((before, line) => (expect(line.top).toBeGreaterThanOrEqual(before.end + 10), line));
    expect(lines[0]?.top).toBeGreaterThanOrEqual(0);
  }
});
