import { expect, test } from "vitest";
import { bucketsOf, periodOf } from "./brush";

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
