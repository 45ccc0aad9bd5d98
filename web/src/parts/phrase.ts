import type { Quote, Row, Somebody, Spot, Voice } from "../api/types";
import { day, days, label, number, range, words } from "../words";
import type { Toll } from "../api/types";

/** Parts of a row in words, as every screen says them. */

export function names(list: readonly Pick<Somebody, "name">[]): string {
  return [...new Set(list.map((one) => one.name))].join(", ");
}

/** When a row was: days, or that nothing tells it. */
export function when(row: Pick<Row, "time">): string {
  return row.time ? days(row.time) : words().row.undated;
}

/** The most exact place, with the radius where it is an area rather than a point. */
export function where(row: Pick<Row, "places">): string {
  const spot = row.places[0];
  return spot ? placeName(spot) : words().row.unlocated;
}

export function placeName(spot: Spot): string {
  return [spot.name, spot.admin1 === spot.name ? null : spot.admin1].filter(Boolean).join(", ");
}

/** A radius in kilometers, in words. */
export function around(spot: Pick<Spot, "radius_km">): string {
  const km = spot.radius_km ?? 0;
  return km > 0 ? words().row.around(number(km < 10 ? Math.round(km * 10) / 10 : Math.round(km))) : "";
}

/** A toll as a range, with its unit and what was done: `26–999 people killed`. */
export function toll(one: Toll): string {
  return [range(one), label("units", one.unit), label("effects", one.effect)].join(" ");
}

/** Who says it: the chain of voices, then the publication and its day. */
export function said(quote: Quote): string {
  const report = quote.report.publisher ?? quote.report.title ?? quote.report.id;
  const published = quote.report.published ? day(quote.report.published) : "";
  return [...quote.chain.map(voice), report, published].filter(Boolean).join(" · ");
}

export function voice(one: Voice): string {
  if (one.kind === "narrator") return "";
  return one.name ?? words().row.unnamed;
}

/** Where a row is shown whole: an event on its own page, a claim in its report. */
export function addressOf(row: Row): string {
  const report = row.quotes[0]?.report.id;
  if (row.of === "event" || !report) return `/event/${encodeURIComponent(row.id)}`;
  return `/read/${encodeURIComponent(report)}?claim=${encodeURIComponent(row.id)}`;
}
