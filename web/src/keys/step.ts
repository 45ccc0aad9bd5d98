/** Moves the focus to the next of some elements, or to the one before; to the first when none has it. */
export function step(within: HTMLElement | undefined, selector: string, by: 1 | -1): void {
  const all = [...(within?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
