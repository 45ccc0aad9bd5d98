import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "review",
  title: () => words().title,
  icon: "review",
  order: 2,
  key: "r",
  load: () => import("./Review.svelte"),
};
