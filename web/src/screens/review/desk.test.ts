import { expect, test } from "vitest";
import type { Row } from "../../api/types";
import { decisionOf, nextOf } from "./desk";

const row = { id: "c1", event: "ASSAULT", mode: ["aerial"], places: [] } as unknown as Row;

test("accepting what was corrected saves only what differs", () => {
  expect(decisionOf("accept", row, { event: "CONTROL", mode: ["aerial"] }, " the 2nd sentence ")).toEqual({
    action: "correct",
    target: "c1",
    patch: { event: "CONTROL" },
    why: "the 2nd sentence",
  });
});

test("a draft that changes nothing is an acceptance, and a rejection leaves a draft alone", () => {
  expect(decisionOf("accept", row, { event: "ASSAULT" }, "")).toEqual({ action: "accept", target: "c1" });
  expect(decisionOf("reject", row, { event: "CONTROL" }, "")).toEqual({ action: "reject", target: "c1" });
});

test("the next claim is one that is not decided, from the beginning if need be", () => {
  const decided = (id: string): boolean => id === "b";
  expect(nextOf(["a", "b", "c"], "a", decided)).toBe("c");
  expect(nextOf(["a", "b", "c"], "c", decided)).toBe("a");
  expect(nextOf(["b"], "b", decided)).toBeUndefined();
});
