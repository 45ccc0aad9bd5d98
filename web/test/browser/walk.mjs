// What every screen has to stand: both languages, three widths, light and dark, without an axe violation, an error or a request elsewhere.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { open, shots } from "./open.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const all = [
  { width: 390, height: 844, language: "fr", theme: "light", touch: true },
  { width: 390, height: 844, language: "en", theme: "dark", touch: true },
  { width: 1024, height: 768, language: "en", theme: "light" },
  { width: 1600, height: 950, language: "fr", theme: "dark" },
  { width: 1600, height: 950, language: "en", theme: "light" },
];

// LOOKS=1 walks only the first so many, while one writes a screen.
const looks = all.slice(0, Number(process.env.LOOKS ?? all.length));

/** Walks a screen in all looks; a path that depends on the data is found by a function of the origin. `ready` waits until it shows what it has to show. */
export function walk(name, path, ready) {
  test(`${name} in both languages, at three widths, light and dark`, async (context) => {
    const house = await open();
    context.after(() => house.close());
    for (const look of looks) {
      await context.test(`${look.width} ${look.language} ${look.theme}`, async () => {
        const { page, faults, close } = await house.page(look);
        await page.goto(house.origin + (typeof path === "function" ? await path(house.origin) : path));
        await page.waitForLoadState("networkidle");
        await ready(page);
        await page.screenshot({ path: `${shots}/${name}-${look.width}-${look.language}-${look.theme}.png` });
        assert.equal(await page.locator("html").getAttribute("lang"), look.language);
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          "the page scrolls sideways",
        );
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });
}

/** What axe finds wrong, as lines that say where. */
export async function violations(page) {
  // The policy of the page forbids scripts that are written into it; the tool's own isolated world is not bound by that.
  await page.evaluate((await import("node:fs")).readFileSync(axe, "utf8"));
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} — ${node.failureSummary?.split("\n")[1]?.trim()}`),
  );
}
