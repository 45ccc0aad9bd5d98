import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "add",
  title: () => words().title,
  icon: "add",
  order: 20,
  key: "n",
  load: () => import("./Add.svelte"),
};
