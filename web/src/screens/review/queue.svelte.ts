import { Failure, get, type Query } from "../../api/client";
import type { Queued } from "../../api/types";

/** Claims to look at, the most worth it first, a page at a time. What was decided stays where it was until the queue is asked for anew. */
export class Queue {
  items = $state.raw<readonly Queued[]>([]);
  total = $state<number | null>(null);
  loading = $state(true);
  failure = $state.raw<Failure>();
  #next: string | null = null;
  #query: Query = {};
  #turn = 0;

  /** Begins again, with other filters. */
  async fill(query: Query): Promise<void> {
    this.#query = query;
    this.#next = null;
    await this.#ask((items) => (this.items = items));
  }

  /** Goes on where the list ends. */
  async more(): Promise<void> {
    if (this.loading || !this.#next) return;
    await this.#ask((items) => {
      const known = new Set(this.items.map((one) => one.row.id));
      this.items = [...this.items, ...items.filter((one) => !known.has(one.row.id))];
    });
  }

  /** Puts a claim in front that somebody came for. */
  async fetch(id: string): Promise<void> {
    if (this.items.some((one) => one.row.id === id)) return;
    const [row, why] = await Promise.all([
      get("/claims/{id}", { path: { id } }),
      get("/claims/{id}/why", { path: { id } }).catch(() => undefined),
    ]);
    if (this.items.some((one) => one.row.id === id)) return;
    this.items = [{ row, reasons: [...(why?.reasons ?? [])], value: 0 }, ...this.items];
  }

  async #ask(take: (items: readonly Queued[]) => void): Promise<void> {
    const turn = (this.#turn += 1);
    this.loading = true;
    try {
      const answer = await get("/queue", { query: { ...this.#query, after: this.#next } });
      if (turn !== this.#turn) return;
      take(answer.items);
      [this.#next, this.total, this.failure] = [answer.next, answer.total, undefined];
    } catch (error) {
      if (turn === this.#turn) this.failure = error instanceof Failure ? error : new Failure(0, String(error), "");
    }
    if (turn === this.#turn) this.loading = false;
  }
}
