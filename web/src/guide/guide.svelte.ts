import { go, route } from "../route/route.svelte";

/** Where the guide leads, step by step. */
export const stops = ["situation", "map", "review"] as const;
export type Stop = (typeof stops)[number];

const at = $state<{ step: number | null }>({ step: null });

/** The step at which the guide is; nothing when it is not shown. */
export function step(): number | null {
  return at.step;
}

/** Begins the guide at its first stop. */
export function begin(): void {
  to(0);
}

/** Goes on by some steps; past the last the guide ends. */
export function move(by: 1 | -1): void {
  if (at.step !== null) to(at.step + by);
}

/** Ends the guide. */
export function end(): void {
  at.step = null;
}

function to(next: number): void {
  const stop = stops[next];
  if (!stop) return end();
  at.step = next;
  if (route.parts[0] !== stop) go(`/${stop}`);
}
