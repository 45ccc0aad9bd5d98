import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "settings",
  title: () => words().title,
  icon: "settings",
  order: 31,
  key: ",",
  load: () => import("./Settings.svelte"),
};
