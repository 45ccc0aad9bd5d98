import type { StyleSpecification } from "maplibre-gl";
import { collection } from "./earth";

interface Colors {
  sea: string;
  land: string;
  border: string;
  coast: string;
  text: string;
  halo: string;
  area: string;
}

const light: Colors = {
  sea: "#dfe6ea",
  land: "#f8f5ef",
  border: "#c2b9ab",
  coast: "#9fb0ba",
  text: "#6b6470",
  halo: "#fbf9f5",
  area: "#5c2751",
};
const night: Colors = {
  sea: "#0e1116",
  land: "#24222b",
  border: "#4a4653",
  coast: "#3a4652",
  text: "#a49eac",
  halo: "#1b1a21",
  area: "#d9a8cf",
};

/** Sources that are filled later, by name. */
export const sources = ["land", "names", "areas"] as const;
export type SourceName = (typeof sources)[number];

/** The ground: land, borders and names, in calm colors, so that what is on it stands out. Nothing is asked from elsewhere. */
export function styleOf(dark: boolean): StyleSpecification {
  const color = dark ? night : light;
  const empty = { type: "geojson", data: collection([]) } as const;
  return {
    version: 8,
    sources: Object.fromEntries(sources.map((name) => [name, empty])),
    layers: [
      { id: "sea", type: "background", paint: { "background-color": color.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": color.land, "fill-antialias": true } },
      {
        id: "coast",
        type: "line",
        source: "land",
        paint: { "line-color": color.coast, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.4, 6, 1.4] },
      },
      {
        id: "border",
        type: "line",
        source: "land",
        paint: { "line-color": color.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.2] },
      },
      {
        id: "areas",
        type: "fill",
        source: "areas",
        paint: {
          "fill-color": ["coalesce", ["get", "color"], color.area],
          "fill-opacity": ["case", ["==", ["get", "picked"], true], 0.22, 0.1],
        },
      },
      {
        id: "edges",
        type: "line",
        source: "areas",
        paint: {
          "line-color": ["coalesce", ["get", "color"], color.area],
          "line-width": ["case", ["==", ["get", "picked"], true], 2, 1.2],
          "line-dasharray": [3, 2],
        },
      },
      {
        id: "names",
        type: "symbol",
        source: "names",
        filter: ["<=", ["get", "rank"], ["step", ["zoom"], 0, 2, 1, 3.2, 2, 4.5, 3]],
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["sans-serif"],
          "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 6, 14],
          "text-letter-spacing": 0.06,
          "text-max-width": 7,
          "symbol-sort-key": ["get", "order"],
        },
        paint: { "text-color": color.text, "text-halo-color": color.halo, "text-halo-width": 1.4 },
      },
    ],
  };
}
