// What people decide, on the mock server: a log that only grows, and the rows as all entries that count leave them.
import { claims, events, reviews } from "./data.mjs";
import { problem } from "./doors.mjs";

const fresh = { claims: structuredClone(claims), events: structuredClone(events) };
const former = new Map();
const standing = { accept: "accepted", reject: "rejected", correct: "corrected", unsure: "unsure" };
const done = new Map();

/** An id of before leads to the event that took it in. */
export const heirOf = (id) => former.get(id) ?? id;

/** Merges of actors, places and sites that count. */
export function mergedInto(target) {
  const undone = new Set(reviews.map((entry) => entry.undoes));
  const merges = reviews.filter(
    (entry) => entry.action === "merge" && entry.target === target && !undone.has(entry.id),
  );
  return merges.flatMap((entry) =>
    JSON.parse(entry.detail).with.map((other) => ({ key: other.replace(/^[a-z]+:/, ""), review: entry.id })),
  );
}

/** Enters a decision once for each key. Returns the entry, or what is wrong with it in words. */
export function decide(decision, key) {
  if (key && done.has(key)) return done.get(key);
  const wrong = faultOf(decision);
  if (wrong) return problem("question", 422, "Unprocessable Entity", wrong, { said: wrong });
  const undone = reviews.find((entry) => entry.id === decision.undoes);
  const entry = {
    id: reviews.length + 1,
    made: new Date().toISOString(),
    person: decision.by ?? "mock",
    action: decision.action,
    target: undone?.target ?? decision.target,
    detail: JSON.stringify(decision.patch ?? (decision.others?.length ? { with: decision.others } : {})),
    why: decision.why ?? "no reason given",
    undoes: decision.undoes ?? null,
    before: "",
    hash: "",
  };
  reviews.push(entry);
  replay();
  if (key) done.set(key, entry);
  return entry;
}

function faultOf({ action, target, patch, others = [], undoes }) {
  if (action === "undo") return reviews.some((entry) => entry.id === undoes) ? null : `there is no review ${undoes}`;
  if (/^(actor|place|site):/.test(target)) return action === "merge" && others.length ? null : "only merged";
  if (!rowOf(target))
    return former.has(target) ? `${target} has become part of ${former.get(target)}` : `there is no row ${target}`;
  if (action === "correct" && !patch) return "what is to be corrected?";
  if (action === "merge" && !others.some((id) => id !== target && rowOf(id))) return "with which event is it merged?";
  if (action === "split") {
    const all = rowOf(target).quotes.map((quote) => quote.row);
    if (!others.length || others.length >= all.length || !others.every((id) => all.includes(id)))
      return `name some of the claims of ${target}, and not all of them`;
  }
  return null;
}

const rowOf = (id) => claims.find((row) => row.id === id) ?? events.find((row) => row.id === id);

function replay() {
  claims.splice(0, claims.length, ...structuredClone(fresh.claims));
  events.splice(0, events.length, ...structuredClone(fresh.events));
  former.clear();
  const undone = new Set();
  for (const entry of [...reviews].reverse()) if (!undone.has(entry.id) && entry.undoes) undone.add(entry.undoes);
  for (const entry of reviews) if (entry.action !== "undo" && !undone.has(entry.id)) apply(entry);
}

function apply(entry) {
  const row = rowOf(entry.target);
  if (!row) return;
  const detail = JSON.parse(entry.detail);
  if (entry.action === "merge") merge(row, detail.with);
  else if (entry.action === "split") split(row, detail.with);
  else row.review = standing[entry.action];
  if (entry.action === "correct") patched(row, detail);
}

function merge(row, ids) {
  for (const other of events.filter((one) => ids.includes(one.id) && one !== row)) {
    row.quotes.push(...other.quotes);
    row.origins = [...new Set([...row.origins, ...other.origins])];
    former.set(other.id, row.id);
    events.splice(events.indexOf(other), 1);
  }
}

function split(row, ids) {
  const out = row.quotes.filter((quote) => ids.includes(quote.row));
  row.quotes = row.quotes.filter((quote) => !ids.includes(quote.row));
  const id = `e${out[0].row.slice(1)}`;
  events.push({ ...structuredClone(row), id, quotes: out, tolls: [] });
}

/** RFC 7396. */
function patched(target, patch) {
  for (const [field, value] of Object.entries(patch)) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) patched((target[field] ??= {}), value);
    else target[field] = value;
  }
}
