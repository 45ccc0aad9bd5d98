import type { Decision } from "../api/types";
import { say } from "../parts/toasts.svelte";
import { why } from "../problems";
import { words as common } from "../words";
import { again, decide, undo, type Made } from "./desk.svelte";
import { words } from "./words";

/** What a screen does once a decision was saved, or taken back. */
export interface After {
  done?: (one: Made) => void;
  undone?: (one: Made) => void;
}

/** Decides, and says what came of it, with a way back or a way to try again. */
export async function settle(decision: Decision, about: string, after: After = {}): Promise<Made> {
  const one = await decide(decision, about);
  tell(one, after);
  return one;
}

/** Says what came of a decision. */
export function tell(one: Made, after: After = {}): void {
  if (one.state === "failed") {
    const retry = (): void => void resend(one, after);
    say(`${words().lost} ${reasonOf(one)}`, { tone: "bad", action: { name: common().again, do: retry } });
    return;
  }
  after.done?.(one);
  const back = (): void => void takeBack(one, after);
  say(words().made[one.decision.action](one.about), { action: { name: words().actions.undo, do: back } });
}

/** Sends a decision again that did not arrive. */
export async function resend(one: Made, after: After = {}): Promise<void> {
  tell(await again(one), after);
}

/** Takes a decision back, and says so. */
export async function takeBack(one: Made, after: After = {}): Promise<void> {
  const undone = await undo(one);
  if (!undone) return say(words().undoFailed, { tone: "bad" });
  say(words().made.undo(one.about));
  after.undone?.(one);
}

/** Why a decision was not saved, in words. */
export function reasonOf(one: Made): string {
  return (one.failure && why(one.failure)) || common().failure.unreachable;
}
