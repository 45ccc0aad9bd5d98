import { expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["en"] });
const { filled, widthFor } = await import("./bars");

test("bars without findings are put in, also over the end of a year", () => {
  const bars = [
    { first: "2015-12-01", last: "2015-12-31", count: 2 },
    { first: "2016-02-01", last: "2016-02-29", count: 1 },
  ];
  const all = filled(bars, "month", "2015-12-01", "2016-03-01");
  expect(all.map((bar) => [bar.first, bar.last, bar.count])).toEqual([
    ["2015-12-01", "2015-12-31", 2],
    ["2016-01-01", "2016-01-31", 0],
    ["2016-02-01", "2016-02-29", 1],
    ["2016-03-01", "2016-03-31", 0],
  ]);
});

test("weeks go on by seven days", () => {
  expect(filled([], "week", "2016-02-29", "2016-03-14").map((bar) => bar.last)).toEqual([
    "2016-03-06",
    "2016-03-13",
    "2016-03-20",
  ]);
});

test("the longer the span, the wider the bars", () => {
  expect(widthFor("2016-03-01", "2016-03-31")).toBe("day");
  expect(widthFor("2016-01-01", "2016-12-31")).toBe("week");
  expect(widthFor("2013-01-01", "2016-12-31")).toBe("month");
  expect(widthFor("1990-01-01", "2016-12-31")).toBe("year");
});
