import { expect, test } from "vitest";
import { unroll } from "./unroll";

test("a ring that crosses the antimeridian goes on beyond it", () => {
  const ring = [
    [170, 60],
    [179, 65],
    [-175, 66],
    [-178, 60],
    [170, 60],
  ];
  expect(unroll(ring).map(([longitude]) => longitude)).toEqual([170, 179, 185, 182, 170]);
});

test("a ring around a pole is closed along the edge of the map", () => {
  const ring = [
    [-170, -70],
    [-60, -65],
    [60, -66],
    [170, -70],
    [-170, -70],
  ];
  const flat = unroll(ring);
  expect(flat.slice(0, 5).map(([longitude]) => longitude)).toEqual([-170, -60, 60, 170, 190]);
  expect(flat.slice(5)).toEqual([
    [190, -90],
    [-170, -90],
    [-170, -70],
  ]);
});

test("any other ring stays as it is", () => {
  const ring = [
    [36, 33],
    [42, 33],
    [42, 37],
    [36, 33],
  ];
  expect(unroll(ring)).toEqual(ring);
});
