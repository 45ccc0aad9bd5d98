import type { Feature, Polygon } from "geojson";
import type { Cluster } from "../../../api/types";
import { markOf } from "../../../marks/marks";
import { isPoint } from "./camera";
import { circle, kmPerPixel } from "./earth";

/** From this radius on, the middle of an area says too little to be shown as a point. */
const pointless = 20;

/** Whether something is known to be in an area, rather than at a place. */
export function vague(item: Pick<Cluster, "radius_km" | "count">): boolean {
  return item.count === 1 && (item.radius_km ?? 0) >= pointless;
}

/**
 * The areas that are meant, as circles in real kilometers: those that can be told from their mark, and do not fill the window. The one of what is
 * picked is always there.
 */
export function areasOf(
  items: readonly Cluster[],
  picked: string | null,
  zoom: number,
  width: number,
): Feature<Polygon>[] {
  return items.flatMap((item) => {
    const km = item.radius_km ?? 0;
    if (km <= 0 || !isPoint(item.bounds as [number, number, number, number])) return [];
    const mine = picked !== null && item.ids.includes(picked);
    const pixels = km / kmPerPixel(item.latitude, zoom);
    if (!mine && (pixels < 16 || pixels > width * 0.4)) return [];
    return [circle([item.longitude, item.latitude], km, { color: markOf(item.event).color, picked: mine })];
  });
}
