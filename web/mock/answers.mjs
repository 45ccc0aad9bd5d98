// What the mock server answers, by route.
import {
  chosen,
  claims,
  events,
  pointOf,
  records,
  reports,
  reviews,
  rowsOf,
  situation,
  tally,
  views,
  voicesOf,
} from "./data.mjs";
import { decide, heirOf } from "./deciding.mjs";
import { accounts, document, listed as summary, why } from "./reading.mjs";
import { locked } from "./doors.mjs";
import { vocabulary } from "./vocabulary.mjs";

const list = (items, query, total = items.length) => {
  const start = Number(query.get("after") ?? 0);
  const end = start + Number(query.get("limit") ?? 50);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : null, total };
};
const plain = (values) => values.map((value) => ({ value }));
const people = (list) => list.map((one) => ({ value: one.key ?? one.name, name: one.name }));
const find = (rows, id) => rows.find((row) => row.id === id);
const claimsOf = (id) => find(events, id)?.quotes.map((quote) => quote.row) ?? [];
const claimId = (report, claim) =>
  claims.find((row) => row.quotes[0].report.id === report && row.quotes[0].claim === claim)?.id ?? null;
export { summary };

export const routes = {
  "GET /": ({ person }) => ({
    name: "zenobia",
    version: "mock",
    languages: [
      { code: "en", name: "English" },
      { code: "fr", name: "Français" },
    ],
    counts: {
      reports: reports.length,
      claims: claims.length,
      events: events.length,
      reviews: reviews.length,
      views: views.size,
    },
    login: locked.now,
    fetch: true,
    demo: true,
    you: person,
  }),
  "GET /me": () => ({ name: null, role: "admin" }),
  "GET /vocabulary": ({ query }) => vocabulary(query.get("lang") ?? "en"),
  "GET /documents": ({ query }) =>
    list(
      reports
        .map(summary)
        .filter(
          (one) => !query.get("text") || JSON.stringify(one).toLowerCase().includes(query.get("text").toLowerCase()),
        ),
      query,
    ),
  "GET /documents/:name": ({ name }) => document(name),
  "GET /documents/:name/record": ({ name }) => records.find((one) => one.report.id === name),
  "POST /documents": () => ({ task: "t1" }),
  "GET /claims": ({ query }) => list(chosen(claims, query), query),
  "GET /claims/:name": ({ name }) => find(claims, name),
  "GET /claims/:name/why": ({ name }) => why(find(claims, name), queued(find(claims, name) ?? claims[0]).reasons),
  "GET /events": ({ query }) => list(chosen(events, query), query),
  "GET /events/:name": ({ name }) => find(events, heirOf(name)),
  "GET /events/:name/accounts": ({ name }) => accounts(name),
  "GET /events/:name/history": ({ name, query }) =>
    list(
      [...reviews].reverse().filter((entry) => [name, ...claimsOf(name)].includes(entry.target)),
      query,
    ),
  "GET /queue": ({ query }) =>
    list(
      chosen(claims, query)
        .filter((row) => query.has("review") || row.review === "unreviewed")
        .map(queued)
        .sort((a, b) => b.value - a.value),
      query,
    ),
  "GET /facets": ({ query }) => facets(query),
  "GET /histogram": ({ query }) => histogram(chosen(rowsOf(query), query), query.get("by")),
  "GET /map": ({ query }) => map(chosen(rowsOf(query), query), Number(query.get("zoom") ?? 2)),
  "GET /control": ({ query }) => list(control(query.get("date")), new URLSearchParams("limit=1000")),
  "GET /situation": () => front(),
  "GET /actors": ({ query }) =>
    list(
      actors().filter((one) => one.name.toLowerCase().includes((query.get("text") ?? "").toLowerCase())),
      query,
    ),
  "GET /places": ({ query }) => list(places(), query),
  "GET /gazetteer": ({ query }) => ({
    items: places()
      .filter((place) => place.name.toLowerCase().includes((query.get("name") ?? "").toLowerCase()))
      .map((place) => ({ ...place, radius_km: 5, population: 0 })),
  }),
  "GET /sources": ({ query }) =>
    list(
      tally(claims.flatMap((row) => people(voicesOf(row)))).map((one) => ({
        name: one.name,
        kind: "publisher",
        documents: 1,
        claims: one.count,
        cites: [],
        cited_by: [],
        last_seen: null,
        feed: null,
      })),
      query,
    ),
  "GET /reviews": ({ query }) =>
    list(
      [...reviews]
        .reverse()
        .filter((entry) =>
          ["target", "action", "person"].every(
            (field) => !query.has(field) || query.getAll(field).includes(entry[field]),
          ),
        ),
      query,
    ),
  "POST /reviews": ({ body, key }) => decide(body, key),
  "POST /reviews/bulk": ({ body, key }) => ({
    entries: body.decisions.map((one, at) => decide(one, key && `${key} ${at}`)),
    problem: null,
  }),
  "GET /views": ({ query }) =>
    list(
      [...views].map(([name, value]) => ({ name, query: value })),
      query,
    ),
  "GET /views/:name": ({ name }) => views.has(name) && { name, query: views.get(name) },
  "PUT /views/:name": ({ name, body }) => (views.set(name, body.query ?? body), { name, query: views.get(name) }),
  "DELETE /views/:name": ({ name }) => (views.delete(name), {}),
  "GET /tasks": ({ query }) => list([], query),
  "GET /intake": ({ query }) => list([], query),
  "GET /exports": () => ({
    items: [
      ["csv", "CSV", "text/csv"],
      ["geojson", "GeoJSON", "application/geo+json"],
      ["jsonl", "JSON Lines", "application/jsonl"],
    ].map(([key, label, media_type]) => ({
      key,
      label,
      media_type,
      columns: ["id", "event", "first", "last"],
      lost: [],
    })),
  }),
  "GET /exports/:name/preview": ({ query }) => {
    const rows = chosen(rowsOf(query), query);
    const cells = rows.slice(0, 10).map((row) => [row.id, row.event, row.time?.first ?? "", row.time?.last ?? ""]);
    return {
      text: cells.map((one) => one.join(",")).join("\n"),
      columns: ["id", "event", "first", "last"],
      rows: cells,
      total: rows.length,
      masked: [],
      lost: [],
    };
  },
  "GET /changes": ({ query }) =>
    list(
      reviews.map((entry) => ({ kind: "review", id: entry.target, at: entry.made, action: entry.action })),
      query,
    ),
};

export function facets(query) {
  const rows = chosen(rowsOf(query), query);
  const count = (values) =>
    tally(rows.flatMap(values))
      .slice(0, 30)
      .map(({ value, name, count }) => ({ key: value, name: name ?? value, count }));
  return {
    total: rows.length,
    event: count((row) => plain([row.event])),
    mode: count((row) => plain(row.mode)),
    context: count((row) => plain(row.context)),
    country: count((row) => plain([...new Set(row.places.map((place) => place.country).filter(Boolean))])),
    place: count((row) => people(row.places)),
    actor: count((row) => people(row.actors)),
    recipient: count((row) => people(row.recipients)),
    site: count((row) => people(row.sites)),
    source: count((row) => people(voicesOf(row)).filter((one) => one.value)),
    review: count((row) => plain([row.review])),
    grade: count((row) => plain(row.grade ? [row.grade] : [])),
    factuality: count((row) => plain([row.factuality])),
    language: count((row) => plain([...new Set(row.quotes.map((quote) => quote.report.language))])),
    unlocated: rows.filter((row) => !pointOf(row)).length,
    undated: rows.filter((row) => !row.time).length,
  };
}

function histogram(rows, wanted) {
  const dated = rows.filter((row) => row.time);
  if (dated.length === 0) return { by: "day", bars: [] };
  const firsts = dated.map((row) => row.time.first).sort();
  const span = (Date.parse(firsts.at(-1)) - Date.parse(firsts[0])) / 86_400_000;
  const by = wanted ?? (span < 60 ? "day" : span < 365 ? "week" : span < 365 * 12 ? "month" : "year");
  const counts = new Map(tally(plain(firsts.map((first) => startOf(first, by)))).map((one) => [one.value, one.count]));
  // Like the server, only those with any findings.
  const bars = [...counts].sort().map(([first, count]) => ({ first, last: dayBefore(after(first, by)), count }));
  return { by, bars };
}
const startOf = (value, by) => {
  if (by === "year") return `${value.slice(0, 4)}-01-01`;
  if (by === "month") return `${value.slice(0, 7)}-01`;
  const time = new Date(`${value}T00:00:00Z`);
  if (by === "week") time.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7));
  return time.toISOString().slice(0, 10);
};
const after = (value, by) => {
  const time = new Date(`${value}T00:00:00Z`);
  if (by === "year") time.setUTCFullYear(time.getUTCFullYear() + 1);
  else if (by === "month") time.setUTCMonth(time.getUTCMonth() + 1);
  else time.setUTCDate(time.getUTCDate() + (by === "week" ? 7 : 1));
  return time.toISOString().slice(0, 10);
};
const dayBefore = (value) => new Date(Date.parse(`${value}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function map(rows, zoom) {
  const size = 60 / 2 ** zoom;
  const cells = new Map();
  for (const row of rows) {
    const spot = pointOf(row);
    if (!spot) continue;
    const cell = `${Math.floor(spot.latitude / size)}/${Math.floor(spot.longitude / size)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), { row, spot }]);
  }
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const clusters = [...cells.values()].map((cell) => {
    const [lats, lons] = [cell.map((one) => one.spot.latitude), cell.map((one) => one.spot.longitude)];
    const alone = cell.length === 1 ? cell[0] : null;
    return {
      latitude: mean(lats),
      longitude: mean(lons),
      count: cell.length,
      event: tally(plain(cell.map((one) => one.row.event)))[0].value,
      bounds: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
      ids: cell.length <= 20 ? cell.map((one) => one.row.id) : [],
      first: alone?.row.time?.first ?? null,
      place: alone?.spot.name ?? null,
      radius_km: Math.max(...cell.map((one) => one.spot.radius_km ?? 0)),
    };
  });
  return { clusters, count: clusters.reduce((sum, one) => sum + one.count, 0) };
}

function control(date) {
  return situation.control.flatMap(({ place, part, intervals, fighting }) =>
    intervals
      .filter((one) => !date || ((one.from ?? "0") <= date && (one.to === null || one.to > date)))
      .map((one) => ({
        place,
        part,
        holder: one.holder,
        since: one.from,
        until: one.to,
        contested: one.disputed_by.length > 0,
        disputed_by: one.disputed_by.map((dispute) => dispute.holder),
        taken_by: one.taken_by,
        lost_by: one.lost_by,
        claims: one.claims.map((claim) => claimId(claim.report, claim.claim)).filter(Boolean),
        fighting: fighting.map((fight) => fight.event),
      })),
  );
}

function front() {
  const dated = events.filter((row) => row.time).sort((a, b) => (a.time.first < b.time.first ? 1 : -1));
  const sums = new Map();
  for (const row of dated)
    for (const toll of row.tolls) {
      if (toll.unit !== "person" || toll.cumulative || row.extent === "campaign") continue;
      const key = `${toll.effect} ${toll.side}`;
      const sum = sums.get(key) ?? { effect: toll.effect, side: toll.side, low: 0, high: 0, events: [] };
      sum.low += toll.low ?? toll.best ?? 0;
      sum.high += toll.high ?? Math.max(toll.low ?? 0, toll.best ?? 0);
      sum.events.push(row.id);
      sums.set(key, sum);
    }
  const sites = new Map();
  for (const row of dated)
    for (const site of row.sites) {
      const known = sites.get(site.key ?? site.name) ?? { site, events: [], modes: [] };
      known.events.push(row.id);
      known.modes = [...new Set([...known.modes, ...row.mode])];
      sites.set(site.key ?? site.name, known);
    }
  const held = new Map();
  for (const one of control(null).filter((one) => !one.part && one.until === null && one.holder)) {
    const sum = held.get(one.holder.name) ?? { key: one.holder.key, name: one.holder.name, places: 0, contested: 0 };
    sum.places += 1;
    sum.contested += one.contested ? 1 : 0;
    held.set(one.holder.name, sum);
  }
  return {
    period: [dated.at(-1).time.first, dated[0].time.last],
    latest: dated.slice(0, 12),
    tolls: [...sums.values()].sort((a, b) => b.high - a.high),
    control: [...held.values()],
    sites: [...sites.values()],
    open: situation.open,
    contradictions: situation.contradictions,
    agreements: situation.agreements,
    weighed: events.length,
  };
}

function queued(row) {
  const reasons = [];
  if ((row.confidence ?? 1) < 0.6) reasons.push("low-confidence");
  if (row.tolls.some((toll) => (toll.best ?? 0) >= 100)) reasons.push("high-toll");
  if (!pointOf(row)) reasons.push("unlocated");
  if (!row.time?.told) reasons.push("undated");
  return { row, reasons, value: reasons.length + 1 - (row.confidence ?? 0) };
}

function actors() {
  const all = new Map(
    events.flatMap((row) => [...row.actors, ...row.recipients]).map((one) => [one.key ?? one.name, one]),
  );
  return [...all].map(([key, one]) => ({
    key,
    name: one.name,
    kind: one.kind,
    country: one.country,
    events: events.filter((row) =>
      [...row.actors, ...row.recipients].some((actor) => (actor.key ?? actor.name) === key),
    ).length,
    claims: 1,
  }));
}

function places() {
  const all = new Map(
    events
      .flatMap((row) => row.places)
      .filter((place) => place.key)
      .map((place) => [place.key, place]),
  );
  return [...all].map(([key, place]) => ({
    key,
    name: place.name,
    kind: place.kind,
    latitude: place.latitude,
    longitude: place.longitude,
    country: place.country,
    admin1: place.admin1,
    events: events.filter((row) => row.places.some((one) => one.key === key)).length,
    claims: 1,
  }));
}
