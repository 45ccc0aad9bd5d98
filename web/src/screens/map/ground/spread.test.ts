import { expect, test } from "vitest";
import { offsets } from "./spread";

test("no two marks that are spread overlap, nor cover their place", () => {
  for (const count of [2, 3, 5, 9, 10, 20]) {
    const points = offsets(count);
    expect(points).toHaveLength(count);
    points.forEach((one, at) => {
      expect(Math.hypot(one.x, one.y)).toBeGreaterThan(40);
      for (const two of points.slice(at + 1)) expect(Math.hypot(one.x - two.x, one.y - two.y)).toBeGreaterThan(29);
    });
  }
});
