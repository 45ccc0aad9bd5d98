import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "sources",
  title: () => words().title,
  icon: "sources",
  order: 13,
  key: "o",
  load: () => import("./Sources.svelte"),
};
