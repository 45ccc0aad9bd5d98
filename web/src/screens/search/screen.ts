import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "search",
  title: () => words().title,
  icon: "search",
  order: 10,
  key: "f",
  load: () => import("./Search.svelte"),
};
