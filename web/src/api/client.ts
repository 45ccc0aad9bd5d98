import type { Answer, Body, Path, Problem } from "./types";

/** What the server says when it cannot do something, in words. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly problem: Partial<Problem> = { title, detail },
  ) {
    super([title, detail].filter(Boolean).join(": "));
  }
}

/** Values of a query: a list is repeated, what is empty is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

type Asked<P extends string> = { path?: Pathed<P>; query?: Query; signal?: AbortSignal };
type Pathed<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string } & Pathed<Rest>
  : object;

const root = "/api/v1";
const kept = new Map<string, { tag: string; value: unknown }>();

/** Asks for something. An answer of before is used again when the server says that it still holds. */
export async function get<P extends Path<"get">>(path: P, asked: Asked<P> = {}): Promise<Answer<"get", P>> {
  const address = addressOf(path, asked.path, asked.query);
  const before = kept.get(address);
  const headers: Record<string, string> = { accept: "application/json" };
  if (before) headers["if-none-match"] = before.tag;
  const response = await reach(address, { headers, signal: asked.signal ?? null });
  if (response.status === 304 && before) return before.value as Answer<"get", P>;
  const value = await read(response);
  const tag = response.headers.get("etag");
  if (tag) keep(address, tag, value);
  return value as Answer<"get", P>;
}

type Written = "post" | "put" | "delete";

/** Sends something. A retry of the same `key` is not done twice. */
export async function send<M extends Written, P extends Path<M>>(
  method: M,
  path: P,
  body?: Body<M, P>,
  asked: Asked<P> & { key?: string } = {},
): Promise<Answer<M, P>> {
  const headers: Record<string, string> = { accept: "application/json", "content-type": "application/json" };
  if (method === "post") headers["idempotency-key"] = asked.key ?? newKey();
  const response = await reach(addressOf(path, asked.path, asked.query), {
    method: method.toUpperCase(),
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: asked.signal ?? null,
  });
  return (await read(response)) as Answer<M, P>;
}

/** Sends files. */
export async function upload(path: string, files: FormData, signal?: AbortSignal): Promise<unknown> {
  const headers = { accept: "application/json", "idempotency-key": newKey() };
  return read(await reach(root + path, { method: "POST", headers, body: files, signal: signal ?? null }));
}

/** The address that a path and its values make. */
export function addressOf(path: string, values: object = {}, query: Query = {}): string {
  const named = values as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
  const search = searchOf(query);
  return root + filled + (search ? `?${search}` : "");
}

/** A query as it stands in an address. */
export function searchOf(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "" || value === false) continue;
    if (Array.isArray(value)) value.forEach((one) => search.append(name, one));
    else search.append(name, String(value));
  }
  return search.toString();
}

/** A key that nothing else has; `randomUUID` is missing where a page is not served securely. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0")).join("");
}

function keep(address: string, tag: string, value: unknown): void {
  if (kept.size > 200) kept.delete(kept.keys().next().value ?? "");
  kept.set(address, { tag, value });
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure(0, "", "");
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const type = response.headers.get("content-type") ?? "";
  const value: unknown = type.includes("json") ? await response.json() : await response.text();
  if (response.ok) return value;
  // The page shows where to sign in; what was asked for still fails.
  if (response.status === 401) globalThis.dispatchEvent?.(new Event("zenobia:closed"));
  throw failure(response, value);
}

function failure(response: Response, value: unknown): Failure {
  if (typeof value !== "object" || value === null) return new Failure(response.status, response.statusText, "");
  const problem = value as Partial<Problem>;
  return new Failure(response.status, problem.title ?? response.statusText, problem.detail ?? "", problem);
}
