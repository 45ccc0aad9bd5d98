import { expect, test } from "vitest";
import type { Cluster } from "../../../api/types";
import { areasOf, vague } from "./areas";

const item = (radius_km: number, more: Partial<Cluster> = {}): Cluster => ({
  latitude: 34.5,
  longitude: 38.2,
  count: 1,
  radius_km,
  ids: ["e1"],
  event: "ASSAULT",
  bounds: [38.2, 34.5, 38.2, 34.5],
  first: null,
  place: "Palmyra",
  ...more,
});

test("a town is a point, a country is an area", () => {
  expect(vague(item(5))).toBe(false);
  expect(vague(item(400))).toBe(true);
  expect(vague(item(400, { count: 3 }))).toBe(false);
});

test("an area that a mark would hide, or that would hide everything, is left out unless it is picked", () => {
  expect(areasOf([item(5)], null, 3, 1000)).toHaveLength(0);
  expect(areasOf([item(5)], null, 9, 1000)).toHaveLength(1);
  expect(areasOf([item(2000)], null, 5, 1000)).toHaveLength(0);
  expect(areasOf([item(2000)], "e1", 5, 1000)[0]?.properties).toMatchObject({ picked: true });
});

test("a cluster of several places has no area of its own", () => {
  expect(areasOf([item(5, { bounds: [38, 34, 39, 35] })], null, 9, 1000)).toHaveLength(0);
});
