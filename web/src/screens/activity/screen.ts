import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "activity",
  title: () => words().title,
  icon: "activity",
  order: 30,
  key: "l",
  load: () => import("./Activity.svelte"),
};
