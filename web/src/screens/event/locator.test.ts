import { expect, test } from "vitest";
import { outlines, pixels, project, type Frame } from "./locator";

const frame: Frame = { latitude: 60, longitude: 30, reach: 5, width: 200, height: 100 };

test("the middle of the map is its point, and north is up", () => {
  expect(project(frame, 30, 60)).toEqual([100, 50]);
  expect(project(frame, 30, 65)[1]).toBe(0);
});

test("degrees of longitude are shorter in the north", () => {
  expect(project(frame, 31, 60)[0]).toBeCloseTo(105);
});

test("a map over the date line stays together", () => {
  expect(project({ ...frame, latitude: 0, longitude: 179 }, -179, 0)[0]).toBeCloseTo(120);
});

test("a degree of latitude is 111.2 km", () => {
  expect(pixels(frame, 111.2)).toBeCloseTo(10);
});

test("only what reaches into the map is drawn", () => {
  const square = (x: number): { name: string; shape: { type: "Polygon"; coordinates: number[][][] } } => ({
    name: String(x),
    shape: {
      type: "Polygon",
      coordinates: [
        [
          [x, 59],
          [x + 1, 59],
          [x + 1, 61],
          [x, 59],
        ],
      ],
    },
  });
  expect(outlines(frame, [square(30), square(90)]).map((one) => one.name)).toEqual(["30"]);
});
