import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { MultiPolygon, Polygon, Position } from "geojson";
import fine from "world-atlas/countries-50m.json?url";

/** A small map in one projection: the plate carrée, its middle parallel true to length. */
export interface Frame {
  /** Degrees. */
  latitude: number;
  longitude: number;
  /** Half of its height, in degrees. */
  reach: number;
  width: number;
  height: number;
}

/** Where a point lies on the small map. */
export function project(frame: Frame, longitude: number, latitude: number): [number, number] {
  const scale = frame.height / (2 * frame.reach);
  const narrow = Math.cos((frame.latitude * Math.PI) / 180);
  const east = ((longitude - frame.longitude + 540) % 360) - 180;
  return [frame.width / 2 + east * scale * narrow, frame.height / 2 - (latitude - frame.latitude) * scale];
}

/** Pixels that a distance is on the small map. */
export function pixels(frame: Frame, kilometers: number): number {
  return ((kilometers / 111.2) * frame.height) / (2 * frame.reach);
}

/** The borders of countries that reach into the map, as paths, each with the country's name. */
export function outlines(frame: Frame, countries: readonly Country[]): { name: string; path: string }[] {
  return countries.flatMap(({ name, shape }) => {
    const rings = shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat();
    const path = rings.map((ring) => drawn(frame, ring)).join("");
    return path ? [{ name, path }] : [];
  });
}

function drawn(frame: Frame, ring: readonly Position[]): string {
  const points = ring.map(([longitude = 0, latitude = 0]) => project(frame, longitude, latitude));
  const [wide, high] = [frame.width, frame.height];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  if (Math.max(...xs) < 0 || Math.min(...xs) > wide || Math.max(...ys) < 0 || Math.min(...ys) > high) return "";
  return `M${points.map(([x, y]) => `${held(x)} ${held(y)}`).join("L")}Z`;
}

/** What lies far outside is drawn at a fixed distance, so that paths stay short. */
const held = (value: number): string => Math.min(4_000, Math.max(-4_000, value)).toFixed(1);

export interface Country {
  name: string;
  shape: Polygon | MultiPolygon;
}

let loaded: Promise<readonly Country[]> | undefined;

/** The countries of Natural Earth, once. */
export function countries(): Promise<readonly Country[]> {
  loaded ??= fetch(fine).then(async (response) => {
    const topology = (await response.json()) as Topology;
    const all = topology.objects.countries;
    if (all?.type !== "GeometryCollection") return [];
    return feature(topology, all).features.flatMap(({ geometry, properties }) =>
      geometry.type === "Polygon" || geometry.type === "MultiPolygon"
        ? [{ name: String((properties as { name?: string } | null)?.name ?? ""), shape: geometry }]
        : [],
    );
  });
  return loaded;
}
