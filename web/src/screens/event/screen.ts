import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "event",
  title: () => words().title,
  icon: "flag",
  order: null,
  load: () => import("./Event.svelte"),
};
