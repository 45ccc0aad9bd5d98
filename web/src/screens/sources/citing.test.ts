import { expect, test } from "vitest";
import { cross } from "./citing";

const citing = [
  {
    name: "Le Monde",
    cites: [
      { name: "OSDH", count: 3 },
      { name: "TASS", count: 1 },
    ],
  },
  { name: "AFP", cites: [{ name: "OSDH", count: 2 }] },
  { name: "Blog", cites: [] },
];

test("lines cite columns, the most cited first; who cites nobody has no line", () => {
  expect(cross(citing)).toEqual({
    columns: ["OSDH", "TASS"],
    lines: [
      { name: "Le Monde", counts: [3, 1] },
      { name: "AFP", counts: [2, 0] },
    ],
    most: 3,
  });
});

test("only so many columns, and a line that has nothing in them goes", () => {
  expect(
    cross([...citing, { name: "RIA", cites: [{ name: "TASS", count: 1 }] }], 1).lines.map((line) => line.name),
  ).toEqual(["Le Monde", "AFP"]);
});
