import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "map",
  title: () => words().title,
  short: () => words().map,
  icon: "map",
  order: 1,
  key: "m",
  load: () => import("./MapScreen.svelte"),
};
