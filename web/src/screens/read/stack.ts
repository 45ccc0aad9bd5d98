/** A note of the margin: where its words are, and how high it is. */
export interface Note {
  id: string;
  anchor: number;
  height: number;
}

/**
 * Where notes lie in the margin, so that none covers another: each as near to its words as those before allow. The one that is
 * looked at lies at its words; those before it give way upwards as far as there is room, those after it downwards.
 */
export function stack(notes: readonly Note[], active: string | undefined, gap = 6): Map<string, number> {
  const sorted = [...notes].sort((one, other) => one.anchor - other.anchor);
  const fixed = sorted.findIndex((note) => note.id === active);
  const tops = new Map<string, number>();
  let end = -gap;
  for (const note of sorted.slice(0, Math.max(fixed, 0))) {
    tops.set(note.id, Math.max(note.anchor, end + gap));
    end = (tops.get(note.id) ?? 0) + note.height;
  }
  const chosen = sorted[fixed];
  if (chosen) {
    // There may be more notes before it than fit above its words.
    const needed = sorted.slice(0, fixed).reduce((sum, note) => sum + note.height + gap, 0);
    const top = Math.max(chosen.anchor, needed);
    tops.set(chosen.id, top);
    lift(sorted.slice(0, fixed), tops, top, gap);
    end = top + chosen.height;
  }
  for (const note of sorted.slice(fixed + 1)) {
    tops.set(note.id, Math.max(note.anchor, end + gap));
    end = (tops.get(note.id) ?? 0) + note.height;
  }
  return tops;
}

function lift(before: readonly Note[], tops: Map<string, number>, limit: number, gap: number): void {
  let most = limit;
  for (const note of [...before].reverse()) {
    const top = Math.min(tops.get(note.id) ?? 0, most - gap - note.height);
    tops.set(note.id, top);
    most = top;
  }
}
