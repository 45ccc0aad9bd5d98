import type { Decision, Row } from "../../api/types";
import { patchOf, type Draft } from "../../deciding/patch";

type Action = "accept" | "reject" | "unsure";

/** What a key comes to for a claim: accepting one that was corrected saves the correction. */
export function decisionOf(action: Action, row: Row, draft: Draft, note: string): Decision {
  const patch = action === "accept" ? patchOf(row, draft) : undefined;
  const why = note.trim();
  return {
    action: patch ? "correct" : action,
    target: row.id,
    ...(patch ? { patch } : {}),
    ...(why ? { why } : {}),
  };
}

/** Where one goes from a claim: to the next that is not decided, from the beginning if there is none behind. */
export function nextOf(ids: readonly string[], current: string, decided: (id: string) => boolean): string | undefined {
  const at = ids.indexOf(current);
  const turned = [...ids.slice(at + 1), ...ids.slice(0, Math.max(at, 0))];
  return turned.find((id) => !decided(id));
}
