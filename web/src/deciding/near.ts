import { get } from "../api/client";
import type { Row } from "../api/types";
import { instant, isoDay } from "../words/format";
import { kilometers } from "./known";

/** Events that may be the same as one: near in time, and then in place and type. */
export async function nearest(event: Row, signal: AbortSignal): Promise<Row[]> {
  const span = event.time && { since: moved(event.time.first, -14), until: moved(event.time.last, 14) };
  const { items } = await get("/events", { query: { ...span, event: span ? [] : [event.event], limit: 100 }, signal });
  const others = items.filter((row) => row.id !== event.id);
  return others.sort((one, other) => distance(event, one) - distance(event, other)).slice(0, 8);
}

/** How far two events are apart: days, kilometers and types weighed into one number. */
export function distance(one: Row, other: Row): number {
  const days = one.time && other.time ? gap(one.time, other.time) : 14;
  const type = one.event === other.event ? 0 : 6;
  return days + apart(one, other) / 20 + type;
}

function apart(one: Row, other: Row): number {
  const [here, there] = [point(one), point(other)];
  return here && there ? Math.min(kilometers(here, there), 2_000) : 300;
}

function point(row: Row): { latitude: number; longitude: number } | undefined {
  const spot = row.places.find((place) => place.latitude !== null && place.longitude !== null);
  return spot as { latitude: number; longitude: number } | undefined;
}

function gap(one: { first: string; last: string }, other: { first: string; last: string }): number {
  const [later, earlier] = one.first > other.first ? [one, other] : [other, one];
  return Math.max(0, (instant(later.first).getTime() - instant(earlier.last).getTime()) / 86_400_000);
}

function moved(day: string, by: number): string {
  return isoDay(new Date(instant(day).getTime() + by * 86_400_000));
}
