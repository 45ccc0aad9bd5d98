// Makes the data that the mock server serves, with the real program, from the reports of `examples/`:
//   node mock/make.mjs [path of zenobia]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const program =
  process.argv[2] ??
  process.env.ZENOBIA_PROGRAM ??
  firstOf(["target/quick/zenobia", "target/release/zenobia", "target/debug/zenobia"]);
const out = join(here, "data");

mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "zenobia-mock-"));
try {
  const reports = [...texts(), ...lines(readFileSync(join(root, "examples/nyala.jsonl"), "utf8"))];
  const file = join(folder, "reports.jsonl");
  const db = join(folder, "mock.db");
  writeFileSync(file, reports.map((report) => JSON.stringify(report)).join("\n"));
  const run = (...args) =>
    execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  run("add", file, "--db", db);
  write("reports.json", reports);
  write("claims.json", lines(run("query", "--json", "--db", db)));
  write("events.json", lines(run("query", "--of", "events", "--json", "--db", db)));
  write("records.json", lines(run("read", "--json", file)));
  write("situation.json", JSON.parse(run("situation", "--json", file)));
} finally {
  rmSync(folder, { recursive: true });
}

/** The reports of the table in `examples/README.md`: name, language and day of publication stand there. */
function texts() {
  const table = readFileSync(join(root, "examples/README.md"), "utf8").matchAll(
    /^\| `(\S+\.txt)` \| (\w+) \| ([\d-]+) \| ([^|]+) \|/gm,
  );
  return [...table].map(([, name, language, published, kind]) => {
    const text = readFileSync(join(root, "examples", name), "utf8");
    return {
      id: name.split(".")[0],
      language,
      published,
      title: text.split("\n")[0].trim().slice(0, 140),
      publisher: kind.trim(),
      text,
    };
  });
}

function lines(text) {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function write(name, value) {
  writeFileSync(join(out, name), JSON.stringify(value));
  console.log(`${name}: ${Array.isArray(value) ? value.length : Object.keys(value).length}`);
}

function firstOf(paths) {
  const found = paths.map((path) => join(root, path)).find(existsSync);
  if (!found) throw new Error("give the path of the program: node mock/make.mjs target/quick/zenobia");
  return found;
}
