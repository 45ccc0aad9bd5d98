import { untrack } from "svelte";

/** A key that does something: one stroke (`j`, `?`, `Escape`) or two after each other (`g m`). */
export interface Key {
  keys: string;
  /** What it does, in the language of the page. */
  name: () => string;
  do: () => void;
}

let current = $state.raw<readonly { title: () => string; keys: Key[] }[]>([]);
let pending = "";
let timer = 0;

/** All keys that do something now, for the sheet that lists them. */
export function known(): readonly { title: () => string; keys: readonly Key[] }[] {
  return current;
}

/** Lets keys do something as long as a component lives. Call it while it starts. */
export function keys(title: () => string, list: Key[]): void {
  $effect(() => {
    const set = { title, keys: list };
    current = [...untrack(() => current), set];
    return () => (current = current.filter((one) => one !== set));
  });
}

/** Listens to the keyboard. Keys typed into a field, or with a modifier, are left alone, and so are all while a dialog is open. */
export function listen(): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const stroke = pending ? `${pending} ${event.key}` : event.key;
    pending = "";
    clearTimeout(timer);
    const all = current.flatMap((set) => set.keys).reverse();
    const hit = all.find((key) => key.keys === stroke) ?? all.find((key) => key.keys === event.key);
    if (hit) {
      event.preventDefault();
      hit.do();
    } else if (all.some((key) => key.keys.startsWith(`${event.key} `))) {
      pending = event.key;
      timer = window.setTimeout(() => (pending = ""), 1200);
    }
  });
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "button"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
