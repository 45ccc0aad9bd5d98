import { expect, test } from "vitest";
import { around, isPoint, readCamera, writeBounds, writeCamera } from "./camera";

test("a camera is written and read back", () => {
  expect(readCamera(writeCamera({ longitude: 38.27, latitude: 34.56, zoom: 5.5 }))).toEqual({
    longitude: 38.27,
    latitude: 34.56,
    zoom: 5.5,
  });
});

test("what is no camera is none", () => {
  for (const text of [null, "", "1,2", "a,b,c", "0,91,3", "0,0,99", "1,2,3,4"])
    expect(readCamera(text)).toBeUndefined();
});

test("a frame holds all frames", () => {
  expect(
    around([
      [1, 2, 3, 4],
      [-1, 3, 2, 9],
    ]),
  ).toEqual([-1, 2, 3, 9]);
  expect(around([])).toBeUndefined();
});

test("places that a map cannot tell apart are one point", () => {
  expect(isPoint([38.27, 34.56, 38.27, 34.56])).toBe(true);
  expect(isPoint([38.27, 34.56, 38.4, 34.56])).toBe(false);
});

test("a frame stays within the world, and may cross the antimeridian", () => {
  expect(writeBounds([-200, -95, 200, 95])).toBe("-180.0000,-90.0000,180.0000,90.0000");
  expect(writeBounds([170, -10, 190, 10])).toBe("170.0000,-10.0000,-170.0000,10.0000");
  expect(writeBounds([30, 30, 40, 40])).toBe("30.0000,30.0000,40.0000,40.0000");
});
