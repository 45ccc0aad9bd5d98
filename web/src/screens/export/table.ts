/** The beginning of a file as a table. */
export interface Cells {
  columns: string[];
  rows: string[][];
}

/** A cell that is not the same for everybody to see. */
export interface Changed {
  row: string;
  column: string;
  before: string;
  after: string;
}

/** Reads a table with commas or tabs (RFC 4180); nothing for a file that is none. */
export function cellsOf(text: string, extension: string): Cells | null {
  const mark = { csv: ",", tsv: "\t" }[extension];
  if (!mark) return null;
  const lines = parse(text, mark);
  const [head, ...rows] = lines;
  return head ? { columns: head, rows } : null;
}

/** The cells that differ between two tables with the same rows; `id` names the column that tells rows apart. */
export function changedIn(before: Cells, after: Cells, id = "id"): Changed[] {
  const key = Math.max(0, before.columns.indexOf(id));
  return before.rows.flatMap((row, at) =>
    row.flatMap((cell, column) => {
      const now = after.rows[at]?.[column];
      if (now === undefined || now === cell) return [];
      return [{ row: row[key] ?? "", column: before.columns[column] ?? "", before: cell, after: now }];
    }),
  );
}

function parse(text: string, mark: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let quoted = false;
  const end = (): void => void (line.push(cell), (cell = ""));
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else quoted = false;
    } else if (letter === '"' && cell === "" && mark === ",") quoted = true;
    else if (letter === mark) end();
    else if (letter === "\n") {
      end();
      lines.push(line);
      line = [];
    } else if (letter !== "\r") cell += letter;
  }
  if (cell || line.length) {
    end();
    lines.push(line);
  }
  return lines;
}

/** The beginning of a text that is no table, as it can be looked at: JSON with one value a line. */
export function shownText(text: string, extension: string, lines = 60): string {
  let whole = text;
  if (["json", "geojson", "jsonld"].includes(extension)) {
    try {
      whole = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      whole = text;
    }
  }
  const all = whole.split("\n");
  return all.length > lines ? `${all.slice(0, lines).join("\n")}\n…` : whole;
}
