import { expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["en"] });
const { precision, typedDays } = await import("./typed");

const days = (text: string): string | undefined => {
  const span = typedDays(text);
  return span && `${span.first} ${span.last} ${span.precision}`;
};

test("a day is understood however it is written", () => {
  for (const text of ["2016-03-27", "27.3.2016", "27/03/2016", "27 mars 2016", "March 27, 2016", "27th March 2016"])
    expect(days(text), text).toBe("2016-03-27 2016-03-27 1");
  expect(days("1er août 2021")).toBe("2021-08-01 2021-08-01 1");
  expect(days("3 févr. 2025")).toBe("2025-02-03 2025-02-03 1");
});

test("a month or a year is the whole of it", () => {
  expect(days("2016-02")).toBe("2016-02-01 2016-02-29 4");
  expect(days("février 2015")).toBe("2015-02-01 2015-02-28 4");
  expect(days("2015")).toBe("2015-01-01 2015-12-31 5");
});

test("two days make a stretch", () => {
  expect(days("2016-03-07 – 2016-03-09")).toBe("2016-03-07 2016-03-09 2");
  expect(days("7–9 mars 2016")).toBe("2016-03-07 2016-03-09 2");
  expect(days("28 mars au 2 avril 2016")).toBe("2016-03-28 2016-04-02 2");
  expect(days("2016-01 .. 2016-03")).toBe("2016-01-01 2016-03-31 5");
});

test("what is no day is none", () => {
  for (const text of ["", "soon", "2016-02-30", "31 avril 2016", "mars", "9 – 7 mars 2016", "27 marsh 2016", "1–2–3"])
    expect(typedDays(text), text).toBeUndefined();
});

test("precision is counted as UCDP does", () => {
  expect(precision("2016-03-01", "2016-03-07")).toBe(3);
  expect(precision("2016-03-01", "2016-03-31")).toBe(4);
  expect(precision("2016-03-01", "2016-04-01")).toBe(5);
});
