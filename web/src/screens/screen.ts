import type { Component } from "svelte";
import type { IconName } from "../parts/icons";

/** A screen of the page. Each folder here has a `screen.ts` that exports one as `screen`; there is no list of them. */
export interface Screen {
  /** First part of its path: `map` is at `/map`; what follows is its own. */
  path: string;
  title: () => string;
  /** Shorter, where there is less room: the bar of a phone. */
  short?: () => string;
  icon: IconName;
  /** Its place in the rail, lowest first; `null` keeps it out (it is reached from elsewhere). Tens are groups. */
  order: number | null;
  /** Pressed after `g`, goes there. */
  key?: string;
  /** Stands alone, without the rail. */
  bare?: boolean;
  load: () => Promise<{ default: Component }>;
}

const found = import.meta.glob<{ screen: Screen }>("./*/screen.ts", { eager: true });

/** All screens, in the order of the rail. */
export const screens: readonly Screen[] = Object.values(found)
  .map((module) => module.screen)
  .sort((one, two) => (one.order ?? 1000) - (two.order ?? 1000));

/** The screen of a path; the first one at `/`. */
export function screenOf(parts: readonly string[]): Screen | undefined {
  const first = parts[0];
  return first === undefined ? screens[0] : screens.find((screen) => screen.path === first);
}
