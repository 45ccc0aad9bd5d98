import { expect, test } from "vitest";
import { searchOf } from "../api/client";
import { countOf, filtersOf, none, toggled } from "./filters";

test("an address is read into filters, and filters make the same address", () => {
  const search = "event=ASSAULT&event=CONTROL&place=SY&since=2016-03-01&text=%22arc+de+triomphe%22";
  const filters = filtersOf(new URLSearchParams(search));
  expect(filters.event).toEqual(["ASSAULT", "CONTROL"]);
  expect(filters.text).toBe('"arc de triomphe"');
  expect(countOf(filters)).toBe(5);
  expect([...new URLSearchParams(searchOf(filters))].sort()).toEqual([...new URLSearchParams(search)].sort());
});

test("what is no filter is left out", () => {
  expect(countOf(filtersOf(new URLSearchParams("tab=table&day=2016-03-27")))).toBe(0);
});

test("taking all filters away leaves nothing in the address", () => {
  expect(searchOf(none)).toBe("");
});

test("a value is put in, and taken out again", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});
