import { Failure } from "./client";

/** Something that is asked for: what came, whether more is on its way, and why it did not come. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly loading: boolean;
  readonly failure: Failure | undefined;
  /** Asks again. */
  again(): void;
}

let version = $state(0);

/** Says that something was written: all that is shown is asked for again (and mostly answered by "unchanged"). */
export function changed(): void {
  version += 1;
}

/**
 * Asks whenever what the question reads changes, gives the question of before up, and keeps showing the answer of before until
 * the new one is there. Call it while a component starts. A question that returns `undefined` is not asked.
 */
export function load<T>(question: (signal: AbortSignal) => Promise<T> | undefined): Loaded<T> {
  let value = $state.raw<T>();
  let loading = $state(true);
  let failure = $state.raw<Failure>();
  let turn = $state(0);
  $effect(() => {
    void version;
    void turn;
    const given_up = new AbortController();
    const asked = question(given_up.signal);
    if (!asked) {
      loading = false;
      return;
    }
    loading = true;
    asked.then(
      (answer) => {
        if (given_up.signal.aborted) return;
        value = answer;
        failure = undefined;
        loading = false;
      },
      (error: unknown) => {
        if (given_up.signal.aborted) return;
        failure = error instanceof Failure ? error : new Failure(0, String(error), "");
        loading = false;
      },
    );
    return () => given_up.abort();
  });
  return {
    get value() {
      return value;
    },
    get loading() {
      return loading;
    },
    get failure() {
      return failure;
    },
    again() {
      turn += 1;
    },
  };
}
