import { Failure, newKey, send } from "../api/client";
import { changed } from "../api/load.svelte";
import type { Decision, Entry } from "../api/types";

/** A decision of this session, from the moment it was made. */
export interface Made {
  /** Sent again under the same key, it is not done twice. */
  readonly key: string;
  readonly decision: Decision;
  /** What it is about, in words. */
  readonly about: string;
  state: "sending" | "done" | "failed" | "undoing" | "undone";
  entry?: Entry;
  failure?: Failure;
}

const desk = $state<{ made: Made[] }>({ made: [] });

/** Decisions whose answer is on its way, by their key. */
const arriving = new Map<string, Promise<unknown>>();
/** Keys of those that are taken back as soon as it is here. */
const leaving = new Set<string>();

/** What was decided in this session, the last first. */
export function made(): readonly Made[] {
  return desk.made;
}

/** The decision that counts for a row in this session. */
export function madeOf(id: string): Made | undefined {
  return desk.made.find((one) => one.decision.target === id && one.state !== "undone" && one.state !== "failed");
}

/** Decides, and says at once that it was; the answer may still be on its way. Resolves when it is known. */
export async function decide(decision: Decision, about: string): Promise<Made> {
  desk.made = [{ key: newKey(), decision, about, state: "sending" }, ...desk.made];
  // The proxy, not the object that was put in: only changes through it are seen.
  const one = desk.made[0] as Made;
  return post(one);
}

/** Sends a decision again that did not arrive. */
export async function again(one: Made): Promise<Made> {
  one.state = "sending";
  return post(one);
}

/** Decides several at once. Those that did not arrive stay, each to be tried again. */
export async function decideAll(decisions: readonly { decision: Decision; about: string }[]): Promise<readonly Made[]> {
  const start = decisions.map(({ decision, about }): Made => ({ key: newKey(), decision, about, state: "sending" }));
  desk.made = [...start.reverse(), ...desk.made];
  const all = desk.made.slice(0, start.length).reverse();
  const sent = { decisions: all.map((one) => one.decision) };
  const answer = send("post", "/reviews/bulk", sent, { key: all[0]?.key ?? newKey() });
  await arrive(
    all,
    answer.then(({ entries, problem }) => {
      const stopped = new Failure(problem?.status ?? 0, problem?.title ?? "", problem?.detail ?? "", problem ?? {});
      all.forEach((one, at) => {
        const entry = entries[at];
        if (entry) done(one, entry);
        else fail(one, stopped);
      });
    }),
  );
  return all;
}

/** Takes a decision back: one that did not arrive is forgotten, any other is undone by an entry of its own, once its own answer is here. */
export async function undo(one: Made): Promise<boolean> {
  leaving.add(one.key);
  await arriving.get(one.key);
  leaving.delete(one.key);
  if (one.state === "failed") {
    desk.made = desk.made.filter((other) => other !== one);
    return true;
  }
  if (!one.entry || one.state !== "done") return false;
  one.state = "undoing";
  try {
    await send("post", "/reviews", { action: "undo", undoes: one.entry.id });
    one.state = "undone";
    delete one.failure;
  } catch (error) {
    one.state = "done";
    one.failure = failureOf(error);
  }
  changed();
  return one.state === "undone";
}

/** Resolves once nothing that was decided is on its way. */
export async function arrived(): Promise<void> {
  await Promise.all(arriving.values());
}

/** The last decision that can be taken back. */
export function last(): Made | undefined {
  return desk.made.find((one) => ["sending", "done", "failed"].includes(one.state) && !leaving.has(one.key));
}

async function post(one: Made): Promise<Made> {
  const answer = send("post", "/reviews", one.decision, { key: one.key });
  await arrive(
    [one],
    answer.then((entry) => done(one, entry)),
  );
  return one;
}

/** Waits for an answer that settles some decisions; all of them failed when there is none. */
async function arrive(all: readonly Made[], answer: Promise<void>): Promise<void> {
  const settled = answer.catch((error: unknown) => all.forEach((one) => fail(one, error)));
  for (const one of all) arriving.set(one.key, settled);
  await settled;
  for (const one of all) arriving.delete(one.key);
  changed();
}

function done(one: Made, entry: Entry): void {
  one.state = "done";
  one.entry = entry;
  delete one.failure;
}

function fail(one: Made, error: unknown): void {
  one.state = "failed";
  one.failure = failureOf(error);
}

function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure(0, String(error), "");
}
