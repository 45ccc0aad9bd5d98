import { afterEach, expect, test, vi } from "vitest";
import { addressOf, Failure, get, send } from "./client";

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(status === 304 ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers },
  });

test("names in a path are filled in and escaped", () => {
  expect(addressOf("/documents/{id}/record", { id: "a/b é" })).toBe("/api/v1/documents/a%2Fb%20%C3%A9/record");
  expect(addressOf("/events", {}, { event: ["A", "B"], text: "", limit: 5, descending: false })).toBe(
    "/api/v1/events?event=A&event=B&limit=5",
  );
});

test("an answer that has not changed is used again", async () => {
  const asked = vi.fn<(address: string, init: RequestInit) => Promise<Response>>();
  asked.mockResolvedValueOnce(answer(200, { items: [], next: null, total: 3 }, { etag: '"x"' }));
  asked.mockResolvedValueOnce(answer(304, null));
  vi.stubGlobal("fetch", asked);
  const first = await get("/events", { query: { event: ["AGREE"] } });
  const second = await get("/events", { query: { event: ["AGREE"] } });
  expect(second).toBe(first);
  expect(asked.mock.calls[1]?.[1].headers).toMatchObject({ "if-none-match": '"x"' });
});

test("a problem becomes words", async () => {
  const problem = {
    type: "about:blank",
    title: "Bad filter",
    status: 400,
    detail: "`since` is no day",
    errors: [{ message: "YYYY-MM-DD" }],
  };
  vi.stubGlobal("fetch", async () => answer(400, problem));
  const failure = await get("/events", { query: { since: "x" } }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ status: 400, detail: "`since` is no day", problem });
});

test("a server that does not answer is a failure without a status", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("refused")));
  await expect(get("/situation")).rejects.toMatchObject({ status: 0 });
});

test("what is written carries a key of its own each time", async () => {
  const keys: string[] = [];
  vi.stubGlobal("fetch", async (_: string, init: { headers: Record<string, string> }) => {
    keys.push(init.headers["idempotency-key"] ?? "");
    return answer(200, {});
  });
  await send("post", "/reviews", { action: "accept", target: "c1" });
  await send("post", "/reviews", { action: "accept", target: "c1" });
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[0]).not.toBe(keys[1]);
});
