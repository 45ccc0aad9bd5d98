import { both } from "./language.svelte";
import { en } from "./en";
import { fr } from "./fr";

export { both, language, speak, type Language } from "./language.svelte";
export { day, days, hour, instant, isoDay, moment, momentDay, number, percent, range } from "./format";
export { gloss, label, modeLabel, modesOf, terms, type Shelf } from "./vocabulary.svelte";

/** Words that more than one screen uses, in the language of the page. */
export const words = both({ fr, en });
