import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "export",
  title: () => words().title,
  icon: "export",
  order: 21,
  key: "x",
  load: () => import("./Export.svelte"),
};
