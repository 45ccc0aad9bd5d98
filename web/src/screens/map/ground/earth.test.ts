import { expect, test } from "vitest";
import { circle, distance, kmPerPixel, toward } from "./earth";

const palmyra = [38.27, 34.56];
const kharkiv = [36.23, 49.99];

test("the distance of two towns is known", () => {
  expect(distance(palmyra, kharkiv)).toBeGreaterThan(1715);
  expect(distance(palmyra, kharkiv)).toBeLessThan(1735);
  expect(distance(palmyra, palmyra)).toBe(0);
});

test("a point sixty kilometers south lies sixty kilometers south", () => {
  const south = toward(palmyra, 60, 180);
  expect(south[0]).toBeCloseTo(38.27, 6);
  expect(distance(palmyra, south)).toBeCloseTo(60, 6);
});

test("every point of a circle is as far from its middle as its radius says, also in the north", () => {
  for (const center of [palmyra, kharkiv, [25, 70]]) {
    const ring = circle(center, 85, {}).geometry.coordinates[0] ?? [];
    for (const point of ring) expect(distance(center, point)).toBeCloseTo(85, 6);
    expect(ring[0]).toEqual(ring.at(-1));
  }
});

test("a pixel stands for half as much one zoom further in, and for less in the north", () => {
  expect(kmPerPixel(0, 0)).toBeCloseTo((2 * Math.PI * 6371.0088) / 512, 9);
  expect(kmPerPixel(0, 5)).toBeCloseTo(kmPerPixel(0, 4) / 2, 9);
  expect(kmPerPixel(60, 4)).toBeCloseTo(kmPerPixel(0, 4) / 2, 6);
});
