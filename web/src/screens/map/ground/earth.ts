import type { Feature, FeatureCollection, Polygon, Position } from "geojson";

const radius = 6371.0088;
const rad = Math.PI / 180;

/** The point at a distance (km) and a bearing (degrees) from another; longitude, latitude. */
export function toward(from: Position, km: number, bearing: number): Position {
  const [longitude = 0, latitude = 0] = from;
  const angle = km / radius;
  const turn = bearing * rad;
  const start = latitude * rad;
  const sine = Math.sin(start) * Math.cos(angle) + Math.cos(start) * Math.sin(angle) * Math.cos(turn);
  const across = Math.atan2(
    Math.sin(turn) * Math.sin(angle) * Math.cos(start),
    Math.cos(angle) - Math.sin(start) * sine,
  );
  return [longitude + across / rad, Math.asin(sine) / rad];
}

/** The distance of two points in kilometers, by the haversine formula. */
export function distance(one: Position, two: Position): number {
  const [west = 0, south = 0] = one;
  const [east = 0, north = 0] = two;
  const height = Math.sin(((north - south) * rad) / 2) ** 2;
  const width = Math.cos(south * rad) * Math.cos(north * rad) * Math.sin(((east - west) * rad) / 2) ** 2;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(height + width)));
}

/** A circle of real kilometers, which is no circle on a Mercator map far from the equator. */
export function circle(center: Position, km: number, properties: Record<string, unknown>): Feature<Polygon> {
  const ring = Array.from({ length: 65 }, (_, at) => toward(center, km, (at % 64) * (360 / 64)));
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
}

/** Kilometers that a pixel stands for, at a latitude and a zoom of MapLibre's (tiles of 512 pixels). */
export function kmPerPixel(latitude: number, zoom: number): number {
  return (2 * Math.PI * radius * Math.cos(latitude * rad)) / (512 * 2 ** zoom);
}

export function collection<T extends Feature>(features: T[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}
