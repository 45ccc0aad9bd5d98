import { get } from "../api/client";
import type { Vocabulary } from "../api/types";
import { language, type Language } from "./language.svelte";

type Shelf = keyof Vocabulary;

const known = $state<Partial<Record<Language, Vocabulary>>>({});
const asked = new Set<Language>();

/** The label of a value in the language of the page; the value itself until it is known. */
export function label(shelf: Shelf, value: string): string {
  return term(shelf, value)?.label ?? value;
}

/** The label of a mode of an event type. */
export function modeLabel(event: string, mode: string): string {
  const own = term("events", event)?.modes?.find((one) => one.value === mode);
  return own?.label ?? label("modes", mode);
}

/** All values of a shelf, in the order of the server. */
export function terms(shelf: Shelf): readonly Vocabulary[Shelf][number][] {
  return known[language()]?.[shelf] ?? [];
}

/** Asks for the labels of a language once. */
export function learn(which: Language): void {
  if (asked.has(which)) return;
  asked.add(which);
  get("/vocabulary", { query: { lang: which } }).then(
    (vocabulary) => (known[which] = vocabulary),
    () => asked.delete(which),
  );
}

function term(shelf: Shelf, value: string): Vocabulary[Shelf][number] | undefined {
  return terms(shelf).find((one) => one.value === value);
}
