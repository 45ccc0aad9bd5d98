import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "actors",
  title: () => words().title,
  icon: "actors",
  order: 11,
  key: "a",
  load: () => import("./Actors.svelte"),
};
