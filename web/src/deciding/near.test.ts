import { expect, test, vi } from "vitest";
import type { Row } from "../api/types";

vi.stubGlobal("navigator", { languages: ["en"] });
const { distance } = await import("./near");

const row = (event: string, day: string | null, at: [number, number] | null): Row =>
  ({
    event,
    time: day ? { first: day, last: day, told: true, precision: 1 } : null,
    places: at ? [{ latitude: at[0], longitude: at[1] }] : [],
  }) as unknown as Row;

const nyala = row("ASSAULT", "2025-02-03", [12.05, 24.88]);

test("the same place, day and type are nothing apart", () => {
  expect(distance(nyala, nyala)).toBe(0);
});

test("what is a day off is nearer than what is another town", () => {
  const dayAfter = row("ASSAULT", "2025-02-04", [12.05, 24.88]);
  const fasher = row("ASSAULT", "2025-02-03", [13.63, 25.35]);
  expect(distance(nyala, dayAfter)).toBeLessThan(distance(nyala, fasher));
});

test("another type is farther than the same one, and no place is far", () => {
  const accused = row("ACCUSE", "2025-02-03", [12.05, 24.88]);
  const somewhere = row("ASSAULT", "2025-02-03", null);
  expect(distance(nyala, accused)).toBe(6);
  expect(distance(nyala, somewhere)).toBeGreaterThan(distance(nyala, accused));
});
