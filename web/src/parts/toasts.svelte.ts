/** A short message that something was done, with what may be done about it. */
export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action?: { name: string; do: () => void };
}

let next = 0;
const list = $state<{ now: Toast[] }>({ now: [] });

/** What is shown now. */
export function toasts(): readonly Toast[] {
  return list.now;
}

/** Shows a message for a while; one with an action stays longer. */
export function say(text: string, more: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
  const id = (next += 1);
  const toast: Toast = { id, text, tone: more.tone ?? "plain" };
  if (more.action) toast.action = more.action;
  list.now = [...list.now.slice(-2), toast];
  setTimeout(() => unsay(id), more.action ? 12_000 : 6_000);
}

/** Takes a message away. */
export function unsay(id: number): void {
  list.now = list.now.filter((toast) => toast.id !== id);
}
