import { remembered } from "../parts/remembered";

export type Theme = "auto" | "light" | "dark";
export const themes = ["auto", "light", "dark"] as const;

const memory = remembered<Theme>("theme", themes);
const chosen = $state<{ now: Theme }>({ now: memory.read() ?? "auto" });
const night = matchMedia("(prefers-color-scheme: dark)");
const device = $state({ dark: night.matches });
night.addEventListener("change", () => (device.dark = night.matches));

export function theme(): Theme {
  return chosen.now;
}

/** Whether the page is dark now. */
export function dark(): boolean {
  return chosen.now === "dark" || (chosen.now === "auto" && device.dark);
}

export function wear(next: Theme): void {
  chosen.now = next;
  memory.write(next);
  show();
}

/** Sets the theme on the page. */
export function show(): void {
  if (chosen.now === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen.now;
}
