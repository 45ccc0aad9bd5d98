import type { Feature, MultiPolygon, Point, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import { unroll } from "./unroll";
import type { GeometryCollection, Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import { language } from "../../../words";

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Country = Feature<Polygon | MultiPolygon, { name: string }>;

const kept = new Map<string, Promise<Country[]>>();

/** Countries of the world from Natural Earth, 1:110 million, or 1:50 million for closer looks. They come with the page. */
export function countries(detail: "coarse" | "fine"): Promise<Country[]> {
  const address = detail === "fine" ? fine : coarse;
  const known = kept.get(address) ?? read(address);
  kept.set(address, known);
  return known;
}

async function read(address: string): Promise<Country[]> {
  const world = (await (await fetch(address)).json()) as World;
  return (feature(world, world.objects.countries).features as Country[]).map(unrolled);
}

/** A name for each country, in the language of the page, at the middle of its largest part; `rank` is 0 for the largest ones. */
export function labels(all: readonly Country[]): Feature<Point>[] {
  const names = new Intl.DisplayNames(language(), { type: "region", fallback: "none" });
  return all.map((country) => {
    const ring = rings(country).reduce((one, two) => (Math.abs(area(one)) > Math.abs(area(two)) ? one : two));
    const size = Math.abs(area(ring));
    const name = nameOf(country, names);
    const rank = size > 60 ? 0 : size > 12 ? 1 : size > 2 ? 2 : 3;
    return {
      type: "Feature",
      properties: { name, rank, order: -size },
      geometry: { type: "Point", coordinates: middle(ring) },
    };
  });
}

/** The atlas numbers countries by ISO 3166; the browser knows the two letters of a number, and the name of those. */
function nameOf(country: Country, names: Intl.DisplayNames): string {
  const english = country.properties.name;
  if (country.id === undefined) return english;
  try {
    const region = new Intl.Locale(`und-${String(country.id).padStart(3, "0")}`).region;
    return (region && /^[A-Z]{2}$/.test(region) && names.of(region)) || english;
  } catch {
    return english;
  }
}

function unrolled(country: Country): Country {
  const { geometry } = country;
  const polygon = (all: Position[][]): Position[][] => all.map(unroll);
  if (geometry.type === "Polygon")
    return { ...country, geometry: { ...geometry, coordinates: polygon(geometry.coordinates) } };
  return { ...country, geometry: { ...geometry, coordinates: geometry.coordinates.map(polygon) } };
}

function rings(country: Country): Position[][] {
  const { geometry } = country;
  const all = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return all.map((polygon) => polygon[0] ?? []);
}

/** Twice the area of a ring by the shoelace formula, in square degrees. */
function area(ring: readonly Position[]): number {
  return pairs(ring).reduce((sum, [[x = 0, y = 0], [u = 0, v = 0]]) => sum + x * v - u * y, 0) / 2;
}

/** The center of mass of a ring. */
function middle(ring: readonly Position[]): Position {
  const size = area(ring) * 6 || 1;
  const sum = pairs(ring).reduce(
    ([east = 0, north = 0], [[x = 0, y = 0], [u = 0, v = 0]]) => [
      east + (x + u) * (x * v - u * y),
      north + (y + v) * (x * v - u * y),
    ],
    [0, 0],
  );
  return [(sum[0] ?? 0) / size, (sum[1] ?? 0) / size];
}

function pairs(ring: readonly Position[]): [Position, Position][] {
  return ring.slice(1).map((to, at) => [ring[at] ?? to, to]);
}
