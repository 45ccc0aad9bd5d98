import { remembered } from "../parts/remembered";

export type Language = "fr" | "en";

const memory = remembered<Language>("language", ["fr", "en"]);

class Spoken {
  now = $state<Language>(memory.read() ?? wished());
}

const spoken = new Spoken();

/** The language of the page. */
export function language(): Language {
  return spoken.now;
}

/** Changes the language of the page, and remembers it. */
export function speak(next: Language): void {
  spoken.now = next;
  memory.write(next);
}

/** The first language of the browser that the page speaks. */
function wished(): Language {
  const known = (tag: string): tag is Language => tag === "fr" || tag === "en";
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(known) ?? "en";
}

/** A word, a function that makes one, or words under names. */
type Tree = { readonly [name: string]: string | readonly string[] | ((...values: never[]) => string) | Tree };

/** The same names, with any words. */
type Same<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : T[K] extends (...values: infer V) => string
        ? (...values: V) => string
        : Same<T[K]>;
};

/**
 * Words in each language of the page. What one language has and the other lacks does not compile.
 *
 * ```ts
 * export const words = both({ fr: { title: "Carte" }, en: { title: "Map" } });
 * words().title; // in the language of the page
 * ```
 */
export function both<T extends Tree>(texts: { fr: T; en: Same<NoInfer<T>> }): () => Same<T> {
  return () => (spoken.now === "fr" ? (texts.fr as unknown as Same<T>) : (texts.en as Same<T>));
}
