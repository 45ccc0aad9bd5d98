import { addressOf } from "../../api/client";
import { changed } from "../../api/load.svelte";
import type { Task } from "../../api/types";

/** A task as it goes on. */
export interface Followed {
  readonly task: Task;
  /** Whether it could not be followed to its end. */
  readonly lost: boolean;
}

export function isOver(task: Task): boolean {
  return task.state === "done" || task.state === "failed";
}

/** How far a task is, from 0 to 1; nothing when its size is not known. */
export function share(task: Task): number | null {
  if (isOver(task)) return 1;
  return task.total ? Math.min(1, task.done / task.total) : null;
}

/** Follows a task by server-sent events as long as a component lives. Call it while it starts. */
export function follow(begun: () => Task): Followed {
  let heard = $state.raw<Task>();
  let lost = $state(false);
  const id = $derived(begun().id);
  const over = $derived(isOver(begun()));
  $effect(() => {
    if (over) return;
    const source = new EventSource(addressOf("/tasks/{id}/events", { id }));
    source.addEventListener("task", (event: MessageEvent<string>) => {
      heard = JSON.parse(event.data) as Task;
      lost = false;
      if (!isOver(heard)) return;
      source.close();
      changed();
    });
    // The browser tries again by itself unless the server has closed the door.
    source.addEventListener("error", () => (lost = source.readyState === EventSource.CLOSED));
    return () => source.close();
  });
  return {
    get task() {
      const before = begun();
      return heard && heard.id === before.id && !isOver(before) ? heard : before;
    },
    get lost() {
      return lost;
    },
  };
}
