import { expect, test } from "vitest";
import { cellsOf, changedIn, shownText } from "./table";

test("a table with commas, quotation marks and line ends inside of cells", () => {
  expect(cellsOf('id,words\r\ne1,"said ""no"", then\nleft"\r\ne2,\r\n', "csv")).toEqual({
    columns: ["id", "words"],
    rows: [
      ["e1", 'said "no", then\nleft'],
      ["e2", ""],
    ],
  });
});

test("in a table with tabs a quotation mark is a letter", () => {
  expect(cellsOf('a\tb\n"x\ty"', "tsv")).toEqual({ columns: ["a", "b"], rows: [['"x', 'y"']] });
});

test("a file that is no table has no cells", () => {
  expect(cellsOf("{}", "geojson")).toBeNull();
});

test("what is masked is told cell by cell", () => {
  const before = {
    columns: ["id", "latitude", "place"],
    rows: [
      ["e1", "34.5524", "Palmyra"],
      ["e2", "36.2", "Aleppo"],
    ],
  };
  const after = {
    columns: ["id", "latitude", "place"],
    rows: [
      ["e1", "34.5", ""],
      ["e2", "36.2", "Aleppo"],
    ],
  };
  expect(changedIn(before, after)).toEqual([
    { row: "e1", column: "latitude", before: "34.5524", after: "34.5" },
    { row: "e1", column: "place", before: "Palmyra", after: "" },
  ]);
});

test("JSON is shown with a value a line, and not without end", () => {
  expect(shownText('{"a":[1,2]}', "json", 3)).toBe('{\n  "a": [\n    1,\n…');
  expect(shownText('{"a":1}\n{"a":2}\n', "jsonl")).toBe('{"a":1}\n{"a":2}\n');
});
