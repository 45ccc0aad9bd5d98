import { expect, test } from "vitest";
import { stretches, termsOf } from "./highlight";

const shown = (text: string, question: string): string =>
  stretches(text, termsOf(question))
    .map((one) => (one.hit ? `[${one.text}]` : one.text))
    .join("");

test("words are found without regard to case and accents", () => {
  expect(shown("L'armée est entrée à Palmyre.", "armee PALMYRE")).toBe("L'[armée] est entrée à [Palmyre].");
});

test("forms of a word are found, other words with the same beginning are not", () => {
  expect(shown("They attacked the village, not the villa.", "attack village")).toBe(
    "They [attacked] the [village], not the villa.",
  );
});

test("a phrase is one hit and only as it stands", () => {
  expect(shown("the arch of triumph, the arch", '"arch of triumph"')).toBe("the [arch of triumph], the arch");
});

test("the beginning of a word finds all that begin so", () => {
  expect(shown("demining and demolition", "demi*")).toBe("[demining] and demolition");
});

test("what must not be there is not shown as found", () => {
  expect(shown("army and militia", "army -militia")).toBe("[army] and militia");
});

test("an accent written as a letter of its own does not shift what follows", () => {
  expect(shown("e\u0301lan vers Raqqa", "raqqa")).toBe("e\u0301lan vers [Raqqa]");
});
