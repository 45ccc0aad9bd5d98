import type { Position } from "geojson";

/**
 * A ring that goes on beyond 180° east or west rather than jump to the other side of the map, which the map then wraps around itself.
 * The atlas is made for globes: there a ring may cross the antimeridian, or go around a pole; the latter is closed along the edge of the map.
 */
export function unroll(ring: readonly Position[]): Position[] {
  let turns = 0;
  let before = ring[0]?.[0] ?? 0;
  const open = ring.map(([longitude = 0, latitude = 0]): Position => {
    if (longitude - before > 180) turns -= 360;
    if (before - longitude > 180) turns += 360;
    before = longitude;
    return [longitude + turns, latitude];
  });
  const [start, end] = [open[0], open.at(-1)];
  if (!start || !end || Math.abs((start[0] ?? 0) - (end[0] ?? 0)) < 180) return open;
  const pole = (end[1] ?? 0) < 0 ? -90 : 90;
  return [...open, [end[0] ?? 0, pole], [start[0] ?? 0, pole], start];
}
