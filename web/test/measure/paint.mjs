// How soon the map shows findings, how long its questions take, and how much comes over the wire: on the server at $ZENOBIA_URL.
//
//   ZENOBIA_URL=http://127.0.0.1:8765 node test/measure/paint.mjs
import { open } from "../browser/open.mjs";

const times = 5;
const middle = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const house = await open();
const shown = [];
let weight = 0;
const waits = new Map();
for (let time = 0; time < times; time += 1) {
  // Each time with nothing kept from before.
  const { page, close } = await house.page({ language: "en", width: 1280, height: 900 });
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const begun = performance.now();
  await page.goto(`${house.origin}/map`, { waitUntil: "commit" });
  await page.locator("button.mark").first().waitFor();
  shown.push(performance.now() - begun);
  await page.waitForLoadState("networkidle");
  weight = Math.max(weight, bytes);
  for (const { name, duration } of await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.includes("/api/"))
      .map(({ name, responseStart, requestStart }) => ({ name, duration: responseStart - requestStart })),
  )) {
    const path = new URL(name).pathname;
    waits.set(path, [...(waits.get(path) ?? []), duration]);
  }
  await close();
}
console.log(`findings on the map after ${Math.round(middle(shown))} ms (${shown.map(Math.round).join(", ")})`);
console.log(`${Math.round(weight / 1000)} kB over the wire, page and answers`);
for (const [path, list] of waits) console.log(`${Math.round(middle(list))} ms  ${path}`);
await house.close();
process.exit(0);
