import { expect, test } from "vitest";
import type { TollRange } from "../../api/types";
import { barOf, round, topOf } from "./scale";

test("an axis ends at a round number beyond all that is told", () => {
  expect([1, 7, 11, 26, 132, 999].map(round)).toEqual([1, 10, 20, 50, 200, 1000]);
  const toll = { low: 131, high: null, counts: [{ least: 132, most: null }] } as unknown as TollRange;
  expect(topOf(toll)).toBe(200);
});

test("a number is a point, and more than a number goes on to the end", () => {
  expect(barOf({ least: 25, most: 25 }, 50)).toEqual({ from: 0.5, to: 0.5, exact: true, open: false });
  expect(barOf({ least: 160, most: null }, 200)).toEqual({ from: 0.8, to: 1, exact: false, open: true });
});
