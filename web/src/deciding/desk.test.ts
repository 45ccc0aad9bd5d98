import { expect, test, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["en"] });

/** What was sent, and a way to answer the first of it later. */
const sent: { action: string; undoes?: number }[] = [];
let answer: (entry: unknown) => void = () => undefined;
let keys = 0;
vi.mock("../api/client", () => ({
  Failure: class extends Error {},
  newKey: () => `key ${(keys += 1)}`,
  get: vi.fn(),
  send: (_: string, __: string, body: { action: string; undoes?: number }) => {
    sent.push(body);
    if (body.action === "undo") return Promise.resolve({ id: 8 });
    return new Promise((resolve) => (answer = resolve));
  },
}));
const { decide, decideAll, last, undo } = await import("./desk.svelte");

test("what is taken back before its answer is here is undone once it is", async () => {
  const made = decide({ action: "accept", target: "c1" }, "a raid");
  const one = last();
  expect(one?.decision.target).toBe("c1");
  const undone = one && undo(one);
  expect(last()).toBeUndefined();
  expect(sent.map((body) => body.action)).toEqual(["accept"]);
  answer({ id: 7 });
  await made;
  expect(await undone).toBe(true);
  expect(sent.at(-1)).toEqual({ action: "undo", undoes: 7 });
});

test("so is one of several that were decided at once", async () => {
  const all = decideAll(["c2", "c3"].map((target) => ({ decision: { action: "accept", target }, about: target })));
  const one = last();
  expect(one?.decision.target).toBe("c3");
  const undone = one && undo(one);
  expect(last()?.decision.target).toBe("c2");
  answer({ entries: [{ id: 21 }, { id: 22 }], problem: null });
  await all;
  expect(await undone).toBe(true);
  expect(sent.at(-1)).toEqual({ action: "undo", undoes: 22 });
});
