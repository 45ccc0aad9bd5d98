// A report, and why its claims are as they are, as the server tells it.
import { claims, events, records, reports, situation } from "./data.mjs";
import { heirOf } from "./deciding.mjs";

const added = "2026-11-29T01:00:00Z";

export function listed(report) {
  return {
    id: report.id,
    title: report.title ?? null,
    language: report.language,
    published: report.published ?? null,
    publisher: report.publisher ?? null,
    url: report.url ?? null,
    added,
    claims: claims.filter((row) => row.quotes[0].report.id === report.id).length,
    versions: 1,
    version: 1,
    current: true,
  };
}

export function document(name) {
  const report = reports.find((one) => one.id === name);
  if (!report) return undefined;
  const { title = null, published = null, publisher = null, url = null } = report;
  const found = { location: `examples/${report.id}`, title, published, publisher, url, seen: added };
  return { ...listed(report), text: report.text, origins: [found], page: [listed(report)] };
}

export function why(row, reasons) {
  if (!row) return undefined;
  const record = records.find((one) => one.report.id === row.quotes[0].report.id);
  const claim = record.claims.find((one) => one.id === row.quotes[0].claim);
  const { roles } = claim;
  const places = record.places.filter((place) => roles.place.includes(place.id));
  const people = [...roles.actor, ...roles.recipient, ...claim.source.map((one) => one.actor)];
  const sentence = record.sentences[claim.sentence];
  return {
    claim,
    actors: record.actors.filter((one) => people.includes(one.id)),
    places,
    sites: record.sites.filter((one) => roles.site.includes(one.id)),
    times: record.times.filter((one) => roles.time.includes(one.id)),
    quantities: record.quantities.filter((one) => claim.tolls.some((toll) => toll.quantity === one.id)),
    alternatives: places.map((place) => ({
      of: place.id,
      words: place.mentions[0].text,
      candidates: place.others.slice(0, 8).map(known),
    })),
    notes: record.notes.filter((note) =>
      note.spans.some((span) => sentence.start <= span.start && span.end <= sentence.end),
    ),
    reasons,
    event: events.find((event) => event.quotes.some((quote) => quote.row === row.id))?.id ?? null,
  };
}

const spots = new Map(records.flatMap((one) => one.places).map((place) => [place.key, place]));
const known = (key) => {
  const place = spots.get(key);
  return {
    key,
    name: place?.name ?? key,
    kind: place?.kind ?? "town",
    latitude: place?.latitude ?? 0,
    longitude: place?.longitude ?? 0,
    radius_km: place?.radius_km ?? 3,
    country: place?.country ?? null,
    admin1: place?.admin1 ?? null,
    population: 0,
  };
};

/** What an event rests on: its claims by their origin, and what was counted of them. */
export function accounts(asked) {
  const id = heirOf(asked);
  const event = events.find((row) => row.id === id);
  if (!event) return undefined;
  const told = situation.events.find((one) => one.id === id);
  const known = situation.events.flatMap((one) => one.claims);
  const origins = new Map();
  for (const quote of event.quotes) {
    const telling = known.find((one) => one.report === quote.report.id && one.claim === quote.claim);
    const origin = telling?.origin ?? quote.report.id;
    const claim = claims.find((row) => row.id === quote.row);
    if (claim) origins.set(origin, [...(origins.get(origin) ?? []), claim]);
  }
  return {
    event,
    graded_by: told?.graded_by ?? null,
    tolls: told?.tolls ?? [],
    origins: [...origins].map(([origin, list]) => ({ origin, claims: list })),
    attached: told?.attached ?? [],
    contradictions: situation.contradictions.filter((one) => one.event === id),
  };
}
