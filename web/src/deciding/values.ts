import type { Row, Spot } from "../api/types";
import { names, placeName, said, toll, voice } from "../parts/phrase";
import { days, label, modeLabel } from "../words";
import { words } from "./words";

/** The parts of a claim that are decided about, in the order in which one reads them. */
export const parts = ["what", "who", "whom", "where", "when", "many", "surely", "says"] as const;
export type Part = (typeof parts)[number];

/** The fields of a row that each part shows. */
export const fieldsOf = {
  what: ["event", "mode", "context"],
  who: ["actors"],
  whom: ["recipients", "sites", "means"],
  where: ["places"],
  when: ["time"],
  many: ["tolls"],
  surely: ["factuality"],
  says: [],
} as const satisfies Record<Part, readonly (keyof Row)[]>;

/** A part of a row in words; empty where it says nothing. */
export function valueOf(row: Row, part: Part): string {
  if (part === "what")
    return [label("events", row.event), ...row.mode.map((mode) => modeLabel(row.event, mode))].join(" · ");
  if (part === "who") return names(row.actors);
  if (part === "whom") return names([...row.recipients, ...row.sites]);
  if (part === "where") return row.places.map(spotIn).join(" · ");
  if (part === "when") return row.time ? days(row.time, "long") : "";
  if (part === "many") return row.tolls.map(toll).join(" · ");
  if (part === "surely") return label("factuality", row.factuality);
  const quote = row.quotes[0];
  return quote ? quote.chain.map(voice).filter(Boolean).join(" · ") || said(quote) : "";
}

/** What stands where a part says nothing. */
export function emptyOf(part: Part): string {
  const said = words();
  return (
    { who: said.nobody, whom: said.nobody, where: said.nowhere, when: said.never, many: said.no_count }[
      part as "who"
    ] ?? ""
  );
}

/** A row in one line: what, where, when. */
export function lineOf(row: Row): string {
  const where = row.places[0];
  return [label("events", row.event), where ? placeName(where) : "", row.time ? days(row.time) : ""]
    .filter(Boolean)
    .join(" · ");
}

/** A place with the country it lies in. */
export function spotIn(spot: Pick<Spot, "name" | "admin1" | "country">): string {
  return [spot.name, spot.admin1 === spot.name ? null : spot.admin1, spot.country].filter(Boolean).join(", ");
}
