// What the mock server answers about actors, places, sources, exports and changes.
import { mergedInto } from "./deciding.mjs";
import { chosen, claims, events, pointOf, reports, reviews, rowsOf, tally, voicesOf } from "./data.mjs";

const keyOf = (one) => one.key ?? one.name.toLowerCase();
const page = (items, query) => {
  const start = Number(query.get("after") ?? 0);
  const end = start + Number(query.get("limit") ?? 50);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : null, total: null };
};
const kinds = {
  actor: (row) => [...row.actors, ...row.recipients],
  place: (row) => row.places,
  site: (row) => row.sites,
  source: (row) => voicesOf(row).filter((one) => one.name),
};
const having = (rows, kind, key) => rows.filter((row) => kinds[kind](row).some((one) => keyOf(one) === key));

function entities(kind, text = "") {
  const all = new Map(
    claims
      .concat(events)
      .flatMap(kinds[kind])
      .map((one) => [keyOf(one), one.name]),
  );
  return [...all]
    .filter(([, name]) => name.toLowerCase().includes(text.toLowerCase()))
    .map(([key, name]) => ({
      key,
      name,
      events: having(events, kind, key).length,
      claims: having(claims, kind, key).length,
    }))
    .sort((a, b) => b.claims - a.claims || (a.key < b.key ? -1 : 1));
}

function entity(kind, key, facets, more) {
  const found = entities(kind).find((one) => one.key === key);
  if (!found) return undefined;
  const rows = having(events.concat(claims), kind, key);
  const one = rows.flatMap(kinds[kind]).find((other) => keyOf(other) === key);
  const field = { actor: "party", place: "place", site: "site" }[kind];
  const merged = mergedInto(`${kind}:${key}`).map((other) => ({
    ...other,
    name: entities(kind).find((has) => has.key === other.key)?.name ?? other.key,
  }));
  return { ...found, names: [one.name], merged, ...more(one), events: facets(new URLSearchParams({ [field]: key })) };
}

function profile(one) {
  if (!one.key) return null;
  const all = entities("actor").filter((other) => other.key !== one.key && other.key !== other.name.toLowerCase());
  return {
    kind: one.kind,
    country: one.country,
    names: { en: [one.name] },
    from: null,
    to: null,
    parents: all.slice(0, 1).map(({ key, name }) => ({ key, name })),
    parts: [],
    allies: all.slice(1, 3).map(({ key, name }) => ({ key, name })),
    rivals: all.slice(3, 5).map(({ key, name }) => ({ key, name })),
    codes: one.codes,
  };
}

const known = (place) =>
  place.key && { ...place, radius_km: place.radius_km ?? 0, population: 51323, precision: undefined };
const monument = (site) =>
  site.key && {
    kind: site.kind,
    country: "SY",
    place: null,
    latitude: site.latitude ?? 0,
    longitude: site.longitude ?? 0,
    names: { en: [site.name] },
    world_heritage: null,
  };

function publishers() {
  return tally(reports.map((report) => ({ value: report.publisher }))).map(({ value }) => {
    const own = reports.filter((report) => report.publisher === value);
    return {
      name: value,
      host: null,
      documents: own.length,
      claims: claims.filter((row) => row.quotes[0].report.publisher === value).length,
      last:
        own
          .map((report) => report.published)
          .sort()
          .at(-1) ?? null,
      seen: "2026-11-29T01:00:00Z",
      copies: 0,
      failures: 0,
    };
  });
}

function source(name, summary) {
  const publisher = publishers().find((one) => one.name === name) ?? null;
  const own = having(claims, "source", name.toLowerCase()).concat(having(claims, "source", name));
  if (!publisher && own.length === 0) return undefined;
  const cited = own.flatMap(voicesOf).filter((one) => one.name && one.name !== name);
  return {
    publisher,
    documents: reports.filter((report) => report.publisher === name).map(summary),
    claims: own.length,
    cites: tally(cited.map((one) => ({ value: keyOf(one), name: one.name }))).map(({ value, name, count }) => ({
      key: value,
      name,
      count,
    })),
    copies: [],
    failures: [],
  };
}

const formats = [
  [
    "csv",
    "a table with plain columns, for spreadsheets, R, pandas and QGIS",
    "csv",
    "text/csv",
    ["sentences", "who says so in the report"],
  ],
  ["jsonl", "whole rows (zenobia.row/1), one JSON object a line, for programs", "jsonl", "application/jsonl", []],
  [
    "geojson",
    "points with their properties (RFC 7946), for QGIS, web maps and GDAL; unlocated rows have no geometry",
    "geojson",
    "application/geo+json",
    ["places beyond the first"],
  ],
].map(([name, purpose, extension, media, loses]) => ({
  name,
  purpose,
  parts: [{ name: "events", extension, media }],
  loses,
}));

const cells = (row, open) => {
  const spot = pointOf(row);
  const round = (value) => (value === undefined ? "" : open ? value.toFixed(1) : value.toFixed(4));
  const names = row.actors.map((one) => (open && one.kind === "person" ? "private person" : one.name)).join("; ");
  return [
    row.id,
    row.event,
    row.time?.first ?? "",
    row.time?.last ?? "",
    spot?.name ?? "",
    round(spot?.latitude),
    round(spot?.longitude),
    names,
  ];
};
const columns = ["id", "event", "first", "last", "place", "latitude", "longitude", "actors"];
const quoted = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function written(format, rows, open) {
  if (format === "csv")
    return (
      [columns, ...rows.map((row) => cells(row, open))].map((line) => line.map(quoted).join(",")).join("\n") + "\n"
    );
  if (format === "jsonl") return rows.map((row) => JSON.stringify(row)).join("\n") + "\n";
  const features = rows.map((row) => {
    const spot = pointOf(row);
    const geometry = spot && { type: "Point", coordinates: [spot.longitude, spot.latitude] };
    return { type: "Feature", id: row.id, geometry, properties: { event: row.event, first: row.time?.first ?? null } };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

function preview(name, query) {
  const format = formats.find((one) => one.name === name);
  if (!format) return undefined;
  const rows = chosen(rowsOf(query), query);
  const open = query.get("public") === "true";
  const shown = rows.slice(0, 20);
  const sensitive = shown.filter((row) => query.get("all_places") === "true" || row.context.includes("heritage"));
  return {
    head: written(name, shown, open),
    rows: shown.length,
    total: rows.length,
    changed: open
      ? sensitive.map((row) => ({ row: row.id, what: ["place generalized to 34.5,38.2: a heritage site"] }))
      : [],
    lost: format.loses.map((what) => ({ what, rows: shown.length, examples: shown.slice(0, 3).map((row) => row.id) })),
  };
}

/** Routes, given how facets are counted and a report is told in short. */
export const desk = (facets, summary) => ({
  "GET /actors": ({ query }) => page(entities("actor", query.get("text") ?? ""), query),
  "GET /actors/:name": ({ name }) => entity("actor", name, facets, (one) => ({ known: profile(one) })),
  "GET /places": ({ query }) => page(entities("place", query.get("text") ?? ""), query),
  "GET /places/:name": ({ name }) => entity("place", name, facets, (one) => ({ place: known(one) ?? null })),
  "GET /sites": ({ query }) => page(entities("site", query.get("text") ?? ""), query),
  "GET /sites/:name": ({ name }) => entity("site", name, facets, (one) => ({ known: monument(one) ?? null })),
  "GET /sources": () => ({
    publishers: publishers(),
    cited: entities("source").filter((one) => !publishers().some((other) => other.name === one.name)),
  }),
  "GET /sources/:name": ({ name }) => source(name, summary),
  "GET /exports": () => ({ items: formats, next: null, total: formats.length }),
  "GET /exports/:name": ({ name, query }) => {
    const format = formats.find((one) => one.name === name);
    if (!format) return undefined;
    const file = `zenobia-events.${format.parts[0].extension}`;
    const headers = { "content-type": format.parts[0].media, "content-disposition": `attachment; filename="${file}"` };
    return {
      $status: 200,
      $headers: headers,
      $text: written(name, chosen(rowsOf(query), query), query.get("public") === "true"),
    };
  },
  "GET /exports/:name/preview": ({ name, query }) => preview(name, query),
  "GET /changes": ({ query }) => {
    const since = Number((query.get("since") ?? "0-0").split("-")[1]);
    const fresh = reviews.filter((entry) => entry.id > since);
    const all = query.has("since") ? [] : claims;
    return {
      claims: all.map((row) => row.id),
      events: query.has("since") ? [] : events.map((row) => row.id),
      reviews: fresh,
      next: `${claims.length}-${reviews.length}`,
      more: false,
    };
  },
});
