import { get } from "../api/client";
import type { Vocabulary } from "../api/types";
import { language, type Language } from "./language.svelte";

/** What labels are there for, besides event types and their modes. */
export type Shelf =
  | "events"
  | "modes"
  | "contexts"
  | "effects"
  | "units"
  | "actor_kinds"
  | "place_kinds"
  | "site_kinds"
  | "sides"
  | "factuality"
  | "grades"
  | "reviews"
  | "actions"
  | "reasons"
  | "agreement_states"
  | "disagreements"
  | "states"
  | "extents";

const known = $state<Partial<Record<Language, Vocabulary>>>({});
const asked = new Set<Language>();

/** The label of a value in the language of the page; the value itself, with spaces for hyphens, where there is none. */
export function label(shelf: Shelf, value: string): string {
  return shelfOf(shelf)[value] ?? value.replaceAll("-", " ");
}

/** The label of a mode of an event type. */
export function modeLabel(event: string, mode: string): string {
  return known[language()]?.events[event]?.modes[mode]?.label ?? label("modes", mode);
}

/** The modes of an event type. */
export function modesOf(event: string): readonly string[] {
  return Object.keys(known[language()]?.events[event]?.modes ?? {});
}

/** What an event type covers, in a sentence. */
export function gloss(event: string): string {
  return known[language()]?.events[event]?.gloss ?? "";
}

/** All values of a shelf with their labels, by label. */
export function terms(shelf: Shelf): readonly { value: string; label: string }[] {
  const all = Object.entries(shelfOf(shelf)).map(([value, label]) => ({ value, label }));
  return all.sort((one, two) => one.label.localeCompare(two.label, language()));
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

function shelfOf(shelf: Shelf): Readonly<Record<string, string>> {
  const vocabulary = known[language()];
  if (!vocabulary) return {};
  const events = Object.entries(vocabulary.events);
  if (shelf === "events") return Object.fromEntries(events.map(([code, event]) => [code, event.label]));
  if (shelf !== "modes") return vocabulary.labels[shelf] ?? {};
  return Object.fromEntries(
    events.flatMap(([, event]) => Object.entries(event.modes).map(([code, mode]) => [code, mode.label])),
  );
}
