import type { Screen } from "../screen";
import { words } from "./words";

export const screen: Screen = {
  path: "login",
  title: () => words().title,
  icon: "person",
  order: null,
  bare: true,
  load: () => import("./Login.svelte"),
};
