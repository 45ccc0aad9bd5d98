import { expect, test } from "vitest";
import { Letters } from "./letters";

test("parts are cut by code points", () => {
  const letters = new Letters("a 😀 dépôt");
  expect(letters.length).toBe(9);
  expect(letters.slice(2, 3)).toBe("😀");
  expect(letters.slice(4, 9)).toBe("dépôt");
});

test("a combining accent is a code point of its own", () => {
  expect(new Letters("e\u0301te").slice(0, 2)).toBe("e\u0301");
});

test("units of a string lead back to code points", () => {
  const letters = new Letters("😀😀x");
  expect([0, 2, 4, 5].map((unit) => letters.pointOf(unit))).toEqual([0, 1, 2, 3]);
  expect(new Letters("plain").pointOf(3)).toBe(3);
});

test("what lies outside is cut off", () => {
  expect(new Letters("abc").slice(-2, 99)).toBe("abc");
});
