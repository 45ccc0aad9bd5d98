import { words } from "../places/words";
import type { Screen } from "../screen";

export const screen: Screen = {
  path: "sites",
  title: () => words().sites,
  icon: "places",
  order: null,
  load: () => import("./Sites.svelte"),
};
