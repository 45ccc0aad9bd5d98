/** A word, a phrase or the beginning of a word that is looked for; all folded. */
export interface Term {
  words: readonly string[];
  begins: boolean;
}

/** A stretch of a text, and whether it is what was looked for. */
export interface Stretch {
  text: string;
  hit: boolean;
}

/** What a question looks for: words, `"phrases"`, `beg*`; what must not be there (`-word`) is nothing to show. */
export function termsOf(question: string): Term[] {
  const found = question.matchAll(/(-?)(?:["“”«]\s*([^"“”»]*?)\s*["“”»]|(\S+))/gu);
  const terms: Term[] = [];
  for (const [, minus, phrase, word] of found) {
    const text = phrase ?? word ?? "";
    const parts = [...text.matchAll(letters)].map((part) => fold(part[0]));
    if (!minus && parts.length) terms.push({ words: parts, begins: text.endsWith("*") });
  }
  return terms;
}

/** A text cut where something that was looked for begins and ends. */
export function stretches(text: string, terms: readonly Term[]): Stretch[] {
  const tokens = [...text.matchAll(letters)].map((part) => ({
    word: fold(part[0]),
    start: part.index,
    end: part.index + part[0].length,
  }));
  const cuts: [number, number][] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const hit = terms.find((term) => term.words.every((word, nth) => same(word, tokens[at + nth]?.word, term)));
    const [first, last] = [tokens[at], tokens[at + (hit?.words.length ?? 1) - 1]];
    if (!hit || !first || !last) continue;
    cuts.push([first.start, last.end]);
    at += hit.words.length - 1;
  }
  return cut(text, cuts);
}

/** Without accents and case, as the store compares words. */
export function fold(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const letters = /[\p{L}\p{M}\p{N}]+/gu;

function same(asked: string, word: string | undefined, term: Term): boolean {
  if (word === undefined) return false;
  if (term.begins) return word.startsWith(asked);
  return word === asked || (term.words.length === 1 && akin(asked, word));
}

/** Whether two words look like forms of one: the store finds all forms of a word, by rules of each language. */
function akin(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const longest = Math.max(one.length, other.length);
  return shared >= 4 && shared >= longest * 0.75 && longest - shared <= 3;
}

function cut(text: string, cuts: readonly [number, number][]): Stretch[] {
  const all: Stretch[] = [];
  let done = 0;
  for (const [start, end] of cuts) {
    if (start > done) all.push({ text: text.slice(done, start), hit: false });
    all.push({ text: text.slice(start, end), hit: true });
    done = end;
  }
  if (done < text.length) all.push({ text: text.slice(done), hit: false });
  return all;
}
