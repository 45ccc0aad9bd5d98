import { expect, test, vi } from "vitest";
import type { Holding } from "../../api/types";

vi.stubGlobal("navigator", { languages: ["en"] });
const { lay, ranks } = await import("./spans");

const span = (holder: string | null, since: string | null, until: string | null): Holding => ({
  place: {
    key: "p",
    name: "Tadmur",
    kind: "town",
    latitude: null,
    longitude: null,
    radius_km: null,
    country: null,
    admin1: null,
    claims: 1,
  },
  part: null,
  holder: holder ? { key: holder, name: holder, kind: "armed-group", claims: 1 } : null,
  contested: false,
  disputed_by: [],
  taken_by: null,
  lost_by: null,
  fighting: [],
  since,
  until,
  claims: [],
});

test("intervals follow one another on one line, and open ones reach its ends", () => {
  const [before, after] = lay([span("a", null, "2015-05-21"), span("b", "2015-05-21", null)]);
  expect(before?.start).toBe(0);
  expect(before && before.start + before.width).toBeCloseTo(after?.start ?? 0);
  expect(after && after.start + after.width).toBe(1);
  expect([before?.open, after?.open]).toEqual([
    { start: true, end: false },
    { start: false, end: true },
  ]);
});

test("an interval is as wide as it lasted", () => {
  const [long, short] = lay([span("a", "2015-01-01", "2015-07-01"), span("b", "2015-07-01", "2015-08-01")]);
  expect((long?.width ?? 0) / (short?.width ?? 1)).toBeCloseTo(181 / 31, 5);
});

test("without any day the one interval is the whole line", () => {
  expect(lay([span("a", null, null)])).toMatchObject([{ start: 0, width: 1 }]);
});

test("a holder who comes back keeps the color", () => {
  const all = ranks([span("a", null, null), span("b", null, null), span(null, null, null), span("a", null, null)]);
  expect([...all]).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
});
