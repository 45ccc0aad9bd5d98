import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "places",
  title: () => words().title,
  icon: "places",
  order: 12,
  key: "p",
  load: () => import("./Places.svelte"),
};
