/** How an event type is drawn: the shape says the same as the color. Paths stand on a grid of 16. */
export interface Mark {
  color: string;
  shape: Shape;
}

export const shapes = {
  down: "M2 3h12L8 14z",
  square: "M3 3h10v10H3z",
  arrow: "M2 5h6V2l6 6-6 6v-3H2z",
  circle: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
  cross: "M6 2h4v4h4v4h-4v4H6v-4H2V6h4z",
  diamond: "M8 1l7 7-7 7-7-7z",
  flag: "M3 2h10l-3 4 3 4H5.500v4H3z",
  hexagon: "M5 2.500h6L14.500 8 11 13.500H5L1.500 8z",
} as const;

export type Shape = keyof typeof shapes;

const families: readonly (Mark & { events: readonly string[] })[] = [
  { shape: "down", color: "#d55e00", events: ["ASSAULT", "COERCE"] },
  { shape: "square", color: "#0072b2", events: ["CONTROL", "RETREAT"] },
  { shape: "arrow", color: "#e69f00", events: ["DISPLACE"] },
  { shape: "cross", color: "#56b4e9", events: ["AID", "CLEAR"] },
  { shape: "circle", color: "#009e73", events: ["AGREE", "CONSULT", "COOPERATE", "CONCEDE", "SUPPORT"] },
  { shape: "diamond", color: "#cc79a7", events: ["ACCUSE", "REJECT", "REQUEST", "SANCTION"] },
  { shape: "flag", color: "#f0e442", events: ["MOBILIZE", "PROTEST", "THREATEN"] },
];

const other: Mark = { shape: "hexagon", color: "#8a8490" };
const byEvent = new Map(families.flatMap((family) => family.events.map((event) => [event, family] as const)));

/** The mark of an event type; one that the page does not know has a mark of its own. */
export function markOf(event: string): Mark {
  return byEvent.get(event) ?? other;
}

/** Kinds of marks in the order of a legend, each with the event types it stands for. */
export const legend = families;

/** Colors that tell holders apart, in the order in which they are given out, each with a pattern's name. */
export const holders = ["#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#f0e442"] as const;
export const patterns = ["slash", "dots", "cross", "back", "lines", "grid", "rings"] as const;
