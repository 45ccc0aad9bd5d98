import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "read",
  title: () => words().title,
  icon: "read",
  order: 3,
  key: "t",
  load: () => import("./Read.svelte"),
};
