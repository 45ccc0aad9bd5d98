import { expect, test } from "vitest";
import type { Holding } from "../api/types";
import { changesOf, holderOf, holdersOf } from "./holders";

const span = (place: string, name: string | null, since: string | null, until: string | null = null): Holding => ({
  place: {
    key: place,
    name: place,
    kind: "town",
    latitude: 1,
    longitude: 1,
    radius_km: 5,
    country: null,
    admin1: null,
    claims: 1,
  },
  holder: name === null ? null : { key: null, name, kind: "state-force", claims: 1 },
  part: null,
  contested: false,
  disputed_by: [],
  taken_by: null,
  lost_by: null,
  fighting: [],
  since,
  until,
  claims: [],
});
const spans = [
  span("a", "Syrian Arab Army", "2016-03-27"),
  span("a", "Islamic State", "2015-05-21", "2016-03-27"),
  span("b", "Islamic State", null, "2017-10-17"),
  span("c", "Islamic Salvation", "2016-03-27"),
  span("d", null, "2017-10-17"),
];

test("who holds most comes first, and no two are marked alike", () => {
  const all = [...holdersOf(spans).values()];
  expect(all[0]).toMatchObject({ name: "Islamic State", letters: "IS" });
  expect(all.map((one) => one.letters)).toEqual(["IS", "IS2", "SAA"]);
  expect(new Set(all.map((one) => one.color)).size).toBe(3);
});

test("a span without a holder has none", () => {
  expect(holderOf(spans[4] as Holding, holdersOf(spans))).toBeUndefined();
  expect(holderOf(spans[0] as Holding, holdersOf(spans))?.name).toBe("Syrian Arab Army");
});

test("the days of change are each told once, in order", () => {
  expect(changesOf(spans)).toEqual(["2015-05-21", "2016-03-27", "2017-10-17"]);
});
