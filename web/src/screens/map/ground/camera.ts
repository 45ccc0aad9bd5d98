/** Where one looks from: longitude, latitude, zoom; in the address as `at=38.27,34.56,5.5`. */
export interface Camera {
  longitude: number;
  latitude: number;
  zoom: number;
}

/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

export function readCamera(text: string | null): Camera | undefined {
  const numbers = (text ?? "").split(",").map(Number);
  const [longitude, latitude, zoom] = numbers;
  if (numbers.length !== 3 || numbers.some((one) => !Number.isFinite(one))) return undefined;
  if (longitude === undefined || latitude === undefined || zoom === undefined) return undefined;
  return Math.abs(latitude) <= 90 && zoom >= 0 && zoom <= 22 ? { longitude, latitude, zoom } : undefined;
}

export function writeCamera({ longitude, latitude, zoom }: Camera): string {
  return `${longitude.toFixed(3)},${latitude.toFixed(3)},${zoom.toFixed(2)}`;
}

/** The least frame around all of some frames. */
export function around(all: readonly Bounds[]): Bounds | undefined {
  if (all.length === 0) return undefined;
  const least = (at: 0 | 1): number => Math.min(...all.map((one) => one[at]));
  const most = (at: 2 | 3): number => Math.max(...all.map((one) => one[at]));
  return [least(0), least(1), most(2), most(3)];
}

/** Whether a frame is only a point, as far as a map can show. */
export function isPoint([west, south, east, north]: Bounds): boolean {
  return east - west < 0.002 && north - south < 0.002;
}

/** A frame as a parameter, within the world; a map that shows all of it asks for all of it. */
export function writeBounds([west, south, east, north]: Bounds): string {
  const wide = east - west >= 360;
  const turn = (value: number): number => ((((value + 180) % 360) + 360) % 360) - 180;
  const across = wide ? [-180, 180] : [turn(west), turn(east)];
  const up = [Math.max(-90, south), Math.min(90, north)];
  return [across[0], up[0], across[1], up[1]].map((value) => (value ?? 0).toFixed(4)).join(",");
}
