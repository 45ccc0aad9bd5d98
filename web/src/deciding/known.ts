import { get } from "../api/client";
import type { Known, Somebody, Spot } from "../api/types";

/** An actor by its key, whole, so that it can stand in a row. */
export async function somebody(key: string, name: string): Promise<Somebody> {
  const known = (await get("/actors/{id}", { path: { id: key } }).catch(() => undefined))?.known;
  return { key, name, kind: known?.kind ?? "organisation", country: known?.country ?? null, codes: known?.codes ?? {} };
}

/** A place of the gazetteer as it stands in a row. */
export function spotOf(place: Known): Spot {
  const { key, name, kind, latitude, longitude, radius_km, country, admin1 } = place;
  return { key, name, kind, latitude, longitude, radius_km, country, admin1, precision: null };
}

/** Kilometers between two points on the globe. */
export function kilometers(one: Point, other: Point): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const [north, east] = [rad(other.latitude - one.latitude), rad(other.longitude - one.longitude)];
  const half =
    Math.sin(north / 2) ** 2 + Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * Math.sin(east / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(half));
}
type Point = { latitude: number; longitude: number };
