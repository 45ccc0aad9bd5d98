import { expect, test } from "vitest";
import type { Entry } from "../../api/types";
import { byDay, detailOf, undoneIn } from "./log";

const entry = (id: number, more: Partial<Entry> = {}): Entry => ({
  id,
  made: "2026-11-29T08:00:00Z",
  person: "ada",
  action: "accept",
  target: "c1",
  detail: "null",
  why: "",
  undoes: null,
  before: "",
  hash: "",
  ...more,
});

test("entries of one day stand together", () => {
  const entries = [entry(3), entry(2), entry(1, { made: "2026-11-28T23:00:00Z" })];
  expect(byDay(entries, (moment) => moment.slice(0, 10)).map((day) => [day.day, day.entries.length])).toEqual([
    ["2026-11-29", 2],
    ["2026-11-28", 1],
  ]);
});

test("an undoing that was undone does not count", () => {
  expect([...undoneIn([entry(2, { undoes: 1 }), entry(1)])]).toEqual([1]);
  expect([...undoneIn([entry(3, { undoes: 2 }), entry(2, { undoes: 1 }), entry(1)])]).toEqual([2]);
});

test("corrections are told by field, merges by those they are with", () => {
  const detail = JSON.stringify({ places: [{ key: "geonames:1", name: "Tadmur" }], time: null });
  expect(detailOf(entry(1, { action: "correct", detail })).fields).toEqual([
    ["places", "Tadmur"],
    ["time", "—"],
  ]);
  expect(detailOf(entry(1, { action: "merge", detail: '["e2","e3"]' })).others).toEqual(["e2", "e3"]);
  expect(detailOf(entry(1, { detail: "not JSON" }))).toEqual({ others: [], fields: [] });
});
