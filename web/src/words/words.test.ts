import { beforeEach, expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["fr-FR"] });
const { day, days, hour, moment, momentDay, number, range, speak, words } = await import("./index");
const { tellBy, writeDays } = await import("./clock.svelte");

beforeEach(() => {
  speak("fr");
  writeDays("words");
  tellBy("utc");
});

test("the language of the browser is the first one", () => {
  expect(words().filters.title).toBe("Filtres");
  speak("en");
  expect(words().filters.title).toBe("Filters");
});

test("days are told as exactly as they are known", () => {
  expect(day("2016-03-27")).toBe("27 mars 2016");
  expect(days({ first: "2016-03-01", last: "2016-03-31" })).toBe("mars 2016");
  expect(days({ first: "2015-01-01", last: "2015-12-31" })).toBe("2015");
  expect(days({ first: "2016-03-07", last: "2016-03-09" })).toBe("7–9 mars 2016");
  speak("en");
  expect(days({ first: "2016-02-01", last: "2016-02-29" })).toBe("February 2016");
});

test("what is no day stays as it is", () => {
  expect(day("soon")).toBe("soon");
});

test("a toll is a range, never its middle", () => {
  const toll = (low: number | null, best: number | null, high: number | null): string =>
    range({ low, best, high }).replace(/\s/g, " ");
  expect(toll(26, 26, 32)).toBe("26–32");
  expect(toll(188, 188, 188)).toBe("188");
  expect(toll(160, 160, null)).toBe("≥ 160");
  expect(toll(null, null, 40)).toBe("≤ 40");
  expect(toll(null, null, null)).toBe("?");
});

test("numbers are written in the language of the page", () => {
  expect(number(12047)).toMatch(/^12\s047$/);
  speak("en");
  expect(number(12047)).toBe("12,047");
});

test("days can be written as the standard does", () => {
  writeDays("iso");
  expect(day("2016-03-27")).toBe("2016-03-27");
  expect(days({ first: "2016-03-07", last: "2016-03-09" })).toBe("2016-03-07 – 2016-03-09");
  expect(moment("2026-11-29T23:30:00Z")).toBe("2026-11-29 23:30");
});

test("moments are told by the clock that was chosen, days of findings by none", () => {
  expect(momentDay("2026-11-29T23:30:00Z")).toBe("dimanche 29 novembre 2026");
  expect(hour("2026-11-29T23:30:00Z")).toBe("23:30");
  vi.stubEnv("TZ", "Asia/Damascus");
  tellBy("device");
  expect(momentDay("2026-11-29T23:30:00Z")).toBe("lundi 30 novembre 2026");
  expect(day("2026-11-29")).toBe("29 nov. 2026");
  vi.unstubAllEnvs();
});
