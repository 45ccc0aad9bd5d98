import { expect, test, vi } from "vitest";
import described from "../../openapi.json";

vi.stubGlobal("navigator", { languages: ["fr-FR"] });
const { inWords, lines, why } = await import("./index");
const { Failure } = await import("../api/client");
const { speak } = await import("../words");
const { en } = await import("./en");
const { fr } = await import("./fr");

const kinds = Object.entries<{ parameters: string[] }>(described["x-problems"]);
const open = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "");

test("every kind of problem has words in both languages, and no words are of a kind that is none", () => {
  const names = kinds.map(([kind]) => kind.replace("urn:zenobia:problem:", "")).sort();
  expect(names.length).toBeGreaterThan(100);
  for (const texts of [fr, en]) {
    expect(Object.keys(texts).sort()).toEqual(names);
    expect(Object.values(texts).every((text) => text.trim())).toBe(true);
  }
});

test("words leave open only what the server fills in", () => {
  for (const [kind, { parameters }] of kinds) {
    const name = kind.replace("urn:zenobia:problem:", "") as keyof typeof fr;
    for (const text of [fr[name], en[name]])
      expect(parameters, `${name}: ${text}`).toEqual(expect.arrayContaining(open(text)));
  }
});

test("French words are not the English ones", () => {
  for (const name of Object.keys(fr) as (keyof typeof fr)[]) expect(fr[name], name).not.toBe(en[name]);
});

test("a problem is told in the language of the page, an unknown one in the words of the server", () => {
  const problem = {
    type: "urn:zenobia:problem:no-view",
    params: { name: "x" },
    detail: 'there is no view "x"',
  } as const;
  speak("fr");
  expect(inWords(problem)).toBe("Il n’y a pas de vue « x ».");
  speak("en");
  expect(inWords(problem)).toBe("There is no view “x”.");
  expect(inWords({ type: "about:blank" as never }, "something new")).toBe("something new");
  expect(inWords(null, "something new")).toBe("something new");
});

test("what is wrong with which part is told by its name", () => {
  speak("fr");
  const errors = [{ type: "urn:zenobia:problem:no-day", name: "since", message: "write a day as YYYY-MM-DD" } as const];
  const problem = {
    type: "urn:zenobia:problem:invalid",
    title: "Bad Request",
    status: 400,
    detail: "…",
    errors,
  } as const;
  expect(lines(problem as never).parts).toEqual(["Du : Il faut un jour, écrit AAAA-MM-JJ."]);
  expect(why(new Failure(400, "", "", problem as never))).toBe("Du : Il faut un jour, écrit AAAA-MM-JJ.");
});
