// The rows of the mock server, and which of them a question means.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "data");
if (!existsSync(join(folder, "claims.json"))) throw new Error("no data yet: node mock/make.mjs [path of zenobia]");
const load = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));

export const [reports, claims, events, records, situation] = [
  "reports",
  "claims",
  "events",
  "records",
  "situation",
].map(load);
export const reviews = [];
export const views = new Map();

export const rowsOf = (query) => (query.get("of") === "claims" || query.get("of") === "claim" ? claims : events);

/** The rows that a question means, in its order. */
export function chosen(rows, query, except = []) {
  const wanted = Object.entries(tests).filter(([name]) => query.has(name) && !except.includes(name));
  const found = rows.filter((row) =>
    wanted.every(([name, test]) =>
      single.has(name) ? test(row, query.get(name)) : query.getAll(name).some((value) => test(row, value)),
    ),
  );
  const order = query.get("sort") === "confidence" ? (row) => row.confidence ?? 0 : (row) => row.time?.first ?? "9999";
  found.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return query.get("descending") === "true" ? found.reverse() : found;
}

const single = new Set(["located", "dated", "since", "until", "bbox", "text", "confidence"]);
const named = (list, value) =>
  list.some((one) => one.key === value || one.name.toLowerCase().includes(value.toLowerCase()));
const voices = (row) =>
  row.quotes.flatMap((quote) => [
    { name: quote.report.publisher ?? "" },
    ...quote.chain.map((voice) => ({ key: voice.key, name: voice.name ?? "" })),
  ]);

const tests = {
  event: (row, value) => row.event === value,
  mode: (row, value) => row.mode.includes(value),
  context: (row, value) => row.context.includes(value),
  actor: (row, value) => named(row.actors, value),
  recipient: (row, value) => named(row.recipients, value),
  party: (row, value) => named([...row.actors, ...row.recipients], value),
  site: (row, value) => named(row.sites, value),
  place: (row, value) =>
    named(row.places, value) || row.places.some((place) => place.country === value || place.admin1 === value),
  source: (row, value) => named(voices(row), value),
  report: (row, value) => row.quotes.some((quote) => quote.report.id === value),
  language: (row, value) => row.quotes.some((quote) => quote.report.language === value),
  factuality: (row, value) => row.factuality === value,
  review: (row, value) => row.review === value,
  grade: (row, value) => row.grade === value,
  id: (row, value) => row.id === value,
  located: (row, value) => (value === "true") === (pointOf(row) !== null),
  dated: (row, value) => (value === "true") === (row.time !== null),
  confidence: (row, value) => (row.confidence ?? 0) >= Number(value),
  since: (row, value) => row.time !== null && row.time.last >= value,
  until: (row, value) => row.time !== null && row.time.first <= value,
  text: (row, value) =>
    value
      .toLowerCase()
      .split(/\s+/)
      .every((word) =>
        JSON.stringify(row)
          .toLowerCase()
          .includes(word.replace(/[*"«»]/g, "")),
      ),
  bbox: (row, value) => {
    const [west, south, east, north] = value.split(",").map(Number);
    const spot = pointOf(row);
    return (
      spot !== null &&
      spot.latitude >= south &&
      spot.latitude <= north &&
      spot.longitude >= west &&
      spot.longitude <= east
    );
  },
};

export function pointOf(row) {
  return row.places.find((place) => place.latitude !== null && place.longitude !== null) ?? null;
}

/** How often each value is, most often first. */
export function tally(values) {
  const counts = new Map();
  for (const { value, name } of values) {
    const known = counts.get(value) ?? { value, name, count: 0 };
    known.count += 1;
    counts.set(value, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export const voicesOf = voices;
