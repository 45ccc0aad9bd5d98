import { Failure } from "../api/client";
import { changed } from "../api/load.svelte";
import { why } from "../problems";
import { say } from "./toasts.svelte";

/** Does something at the server and tells it, or why it was not done. */
export async function deed<T>(what: () => Promise<T>, told: string): Promise<T | undefined> {
  try {
    const answer = await what();
    changed();
    if (told) say(told);
    return answer;
  } catch (error) {
    say(error instanceof Failure ? why(error) : String(error), { tone: "bad" });
    return undefined;
  }
}
