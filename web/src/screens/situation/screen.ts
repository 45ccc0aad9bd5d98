import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "situation",
  title: () => words().title,
  icon: "situation",
  order: 0,
  key: "s",
  load: () => import("./Situation.svelte"),
};
