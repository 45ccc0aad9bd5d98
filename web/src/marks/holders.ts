import type { Holding } from "../api/types";
import { holders } from "./marks";

/** How a holder is told from others: a color, and letters for those who do not see colors. */
export interface Holder {
  key: string;
  name: string;
  color: string;
  letters: string;
}

/** All who hold something at some time, those with most places first; each keeps its color whatever day is shown. */
export function holdersOf(spans: readonly Holding[]): Map<string, Holder> {
  const names = new Map<string, { name: string; places: number }>();
  for (const { holder } of spans) {
    if (!holder) continue;
    const key = holder.key ?? holder.name;
    names.set(key, { name: holder.name, places: (names.get(key)?.places ?? 0) + 1 });
  }
  const ordered = [...names].sort(([one, a], [two, b]) => b.places - a.places || (one < two ? -1 : 1));
  const taken = new Set<string>();
  return new Map(
    ordered.map(([key, { name }], at) => [
      key,
      { key, name, color: holders[at % holders.length] ?? "#888", letters: letters(name, taken) },
    ]),
  );
}

/** The holder of a span. */
export function holderOf(span: Holding, all: ReadonlyMap<string, Holder>): Holder | undefined {
  return span.holder ? all.get(span.holder.key ?? span.holder.name) : undefined;
}

/** Days on which something changes, in order. */
export function changesOf(spans: readonly Holding[]): string[] {
  const days = spans.flatMap((span) => [span.since, span.until]).filter((day) => day !== null);
  return [...new Set(days.map((day) => day.slice(0, 10)))].sort();
}

/** Up to three letters of a name that no other one has. */
function letters(name: string, taken: Set<string>): string {
  const parts = name.split(/[\s'’-]+/).filter((part) => part.length > 2 || /^\p{Lu}/u.test(part));
  const short = parts.length > 1 ? parts.map((part) => part[0] ?? "").join("") : name;
  const wanted = short.slice(0, 3).toUpperCase();
  const free =
    [wanted, ...Array.from({ length: 9 }, (_, at) => `${wanted.slice(0, 2)}${at + 2}`)].find(
      (one) => !taken.has(one),
    ) ?? wanted;
  taken.add(free);
  return free;
}
