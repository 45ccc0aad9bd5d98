// The peers in JavaScript, as `readers.py` has those in Python: `node readers.mjs NAME LANGUAGE PASSES FILE… [--findings]`. It is run in the
// folder where the packages are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const day = (text) => new Date(`${text.published ?? "2016-03-28"}T12:00:00Z`);
const spans = (view) => view.json({ offset: true }).map(({ offset }) => ({ start: offset.start, end: offset.start + offset.length }));

const readers = {
  /** English: tokens, sentences, parts of speech, names. */
  "wink-nlp": async () => {
    const wink = (await load("wink-nlp")).default;
    const model = (await load("wink-eng-lite-web-model")).default;
    const nlp = wink(model, ["sbd", "pos", "ner"]);
    const its = nlp.its;
    return ({ text }) => {
      const read = nlp.readDoc(text);
      read.tokens().out(its.pos);
      read.entities().out(its.detail);
      return read.sentences().out();
    };
  },
  compromise: async (language) => {
    const nlp = (await load(language === "fr" ? "fr-compromise" : "compromise")).default;
    return ({ text }) => {
      const read = nlp(text);
      JSON.stringify(read.json());
      return language === "fr" ? spans(read.match("(#Place|#Person|#Organization)+")) : spans(read.topics());
    };
  },
  chrono: async (language) => {
    const chrono = await load("chrono-node");
    const parser = chrono[language];
    return (text) =>
      parser.parse(text.text, day(text)).map((found) => ({
        start: found.index,
        end: found.index + found.text.length,
        value: found.start.date().toISOString().slice(0, 10),
      }));
  },
  readability: async () => {
    const { Readability } = await load("@mozilla/readability");
    const { parseHTML } = await load("linkedom");
    return ({ page }) => new Readability(parseHTML(page).document).parse()?.textContent ?? "";
  },
};

const given = process.argv.slice(2).filter((argument) => argument !== "--findings");
const [name, language, passes, ...paths] = given;
const find = await readers[name](language);
const texts = paths.flatMap((path) =>
  path.endsWith(".html")
    ? [{ id: basename(path, ".html"), page: readFileSync(path, "utf8") }]
    : readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line)),
);
if (process.argv.includes("--findings")) {
  // Code units become code points.
  const points = (text, at) => [...text.slice(0, at)].length;
  for (const text of texts) {
    const found = find(text);
    const counted = typeof found === "string" ? found : found.map((one) =>
      Array.isArray(one) ? one.map((at) => points(text.text, at)) : { ...one, start: points(text.text, one.start), end: points(text.text, one.end) });
    console.log(JSON.stringify({ id: text.id, found: counted }));
  }
} else {
  find(texts[0]);
  const start = process.cpuUsage();
  let sum = 0;
  for (let pass = 0; pass < Number(passes); pass++) for (const text of texts) sum += find(text).length;
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ seconds: (user + system) / 1e6, sum }));
}
