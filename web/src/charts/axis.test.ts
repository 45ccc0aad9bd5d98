import { expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["en"] });
const { dayNumber, logScale, logTicks, timeScale, timeTicks } = await import("./axis");

test("days lie on a line in proportion, the last one with all of its day", () => {
  const at = timeScale("2016-01-01", "2016-12-31", 366);
  expect(at("2016-01-01")).toBe(0);
  expect(at("2016-03-01")).toBeCloseTo(60, 9);
  expect(at("2016-12-31")).toBe(365);
  expect(dayNumber("1970-01-02")).toBe(1);
});

test("as many ticks as have room, each at a round day within the time", () => {
  expect(timeTicks("2014-06-01", "2025-02-28", 12).map((tick) => tick.day.slice(0, 4))).toEqual([
    "2015",
    "2016",
    "2017",
    "2018",
    "2019",
    "2020",
    "2021",
    "2022",
    "2023",
    "2024",
    "2025",
  ]);
  expect(timeTicks("2016-03-01", "2016-03-09", 10)).toHaveLength(9);
  expect(timeTicks("2016-02-10", "2016-08-10", 8).map((tick) => tick.day)).toEqual([
    "2016-03-01",
    "2016-04-01",
    "2016-05-01",
    "2016-06-01",
    "2016-07-01",
    "2016-08-01",
  ]);
  for (const tick of timeTicks("1990-05-05", "2026-01-01", 6)) expect(tick.day.endsWith("-01-01")).toBe(true);
});

test("ten times as much is one step more, and nothing is below the beginning", () => {
  const at = logScale(10_000, 400);
  [0, 1, 10, 100, 10_000].forEach((value, nth) => expect(at(value)).toBeCloseTo([0, 0, 100, 200, 400][nth] ?? -1, 9));
  expect(logTicks(8_694_599)).toEqual([1, 10, 100, 1000, 10_000, 100_000, 1_000_000]);
  expect(logTicks(0)).toEqual([1]);
});
