import type { FeatureCollection, Position } from "geojson";
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import type { Bounds, Camera } from "./camera";
import type { SourceName } from "./style";

/** The map as what lies over it sees it: where a place is on the screen, now. */
export class View {
  private turn = $state(0);
  private filled = new Map<SourceName, FeatureCollection>();
  width = $state(0);
  height = $state(0);

  constructor(private readonly map: MapLibre) {
    map.on("move", () => (this.turn += 1));
    map.on("resize", () => this.measure());
    map.on("styledata", () => this.filled.forEach((data, name) => this.put(name, data)));
    this.measure();
  }

  /** Pixels from the upper left corner. */
  project(longitude: number, latitude: number): { x: number; y: number } {
    void this.turn;
    const { x, y } = this.map.project([longitude, latitude]);
    return { x, y };
  }

  get zoom(): number {
    void this.turn;
    return this.map.getZoom();
  }

  get camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return { longitude: lng, latitude: lat, zoom: this.map.getZoom() };
  }

  get bounds(): Bounds {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  /** Fills a source of the ground; it stays filled when the colors change. */
  fill(name: SourceName, data: FeatureCollection): void {
    this.filled.set(name, data);
    this.put(name, data);
  }

  fit([west, south, east, north]: Bounds, most = 9): void {
    this.map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding: { top: 60, bottom: 40, left: 50, right: 50 }, maxZoom: most, ...calm() },
    );
  }

  look(at: Position, zoom: number): void {
    this.map.easeTo({ center: [at[0] ?? 0, at[1] ?? 0], zoom, ...calm() });
  }

  by(step: 1 | -1): void {
    this.map.zoomTo(this.map.getZoom() + step, calm());
  }

  /** Changes the colors. */
  dress(style: StyleSpecification): void {
    this.map.setStyle(style, { diff: false });
  }

  private put(name: SourceName, data: FeatureCollection): void {
    this.map.getSource<GeoJSONSource>(name)?.setData(data);
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    this.width = clientWidth;
    this.height = clientHeight;
    this.turn += 1;
  }
}

/** Nobody who asked for less motion is flown about. */
function calm(): { duration?: number } {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 0 } : { duration: 500 };
}
