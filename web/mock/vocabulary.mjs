// Labels as the server gives them. They are those of the server, when its files are there, so that tests see the real words.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export function vocabulary(language) {
  const shelves = read(join(root, `crates/zenobia-http/labels/${language}.toml`));
  const { events = {}, modes = {}, ...labels } = shelves;
  const words = (label) => ({ label, gloss: label });
  const all = Object.fromEntries(Object.entries(modes).map(([code, label]) => [code, words(label)]));
  return {
    lang: language,
    labels,
    events: Object.fromEntries(Object.entries(events).map(([code, label]) => [code, { ...words(label), modes: all }])),
  };
}

/** Tables of `key = "value"`, which is all of TOML that the labels use. */
function read(file) {
  const tables = {};
  if (!existsSync(file)) return tables;
  let table = tables;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [, name] = line.match(/^\[(\S+)\]$/) ?? [];
    if (name) table = tables[name] = {};
    const [, key, value] = line.match(/^"?([\w-]+)"? = "(.*)"$/) ?? [];
    if (key) table[key] = value;
  }
  return tables;
}
