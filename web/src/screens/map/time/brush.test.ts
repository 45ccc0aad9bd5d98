import { expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["en"] });
const { bucketsOf, filled, periodOf } = await import("./brush");

const months = ["2016-01", "2016-02", "2016-03", "2016-04"].map((month) => ({
  first: `${month}-01`,
  last: `${month}-30`,
  count: 1,
}));

test("a period is the buckets that it touches", () => {
  expect(bucketsOf(months, "2016-02-10", "2016-03-05")).toEqual([1, 2]);
  expect(bucketsOf(months, null, null)).toEqual([0, 3]);
  expect(bucketsOf(months, "2030-01-01", null)).toEqual([3, 3]);
  expect(bucketsOf([], "2016-01-01", null)).toEqual([0, 0]);
});

test("buckets are a period, open where they reach the end of all", () => {
  expect(periodOf(months, 1, 2)).toEqual({ since: "2016-02-01", until: "2016-03-30" });
  expect(periodOf(months, 0, 3)).toEqual({ since: null, until: null });
  expect(periodOf(months, 2, 1)).toEqual({ since: "2016-02-01", until: "2016-03-30" });
});

test("stretches without findings are there too, so that time is as long as it was", () => {
  const bar = (first: string, last: string, count: number) => ({ first, last, count });
  expect(
    filled([bar("2015-12-01", "2015-12-31", 2), bar("2016-03-01", "2016-03-31", 5)], "month").map((one) => [
      one.first,
      one.last,
      one.count,
    ]),
  ).toEqual([
    ["2015-12-01", "2015-12-31", 2],
    ["2016-01-01", "2016-01-31", 0],
    ["2016-02-01", "2016-02-29", 0],
    ["2016-03-01", "2016-03-31", 5],
  ]);
  expect(
    filled([bar("2016-02-22", "2016-02-28", 1), bar("2016-03-07", "2016-03-13", 1)], "week").map((one) => one.last),
  ).toEqual(["2016-02-28", "2016-03-06", "2016-03-13"]);
  expect(filled([], "day")).toEqual([]);
});
