import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const table = (page) => page.locator("main tbody tr").first().waitFor();
walk("export", "/export?public=true", table);

test("exporting by keyboard only", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  await page.goto(`${house.origin}/export?event=CONTROL`);
  await table(page);

  await context.test("what is masked is shown before and after", async () => {
    await page.goto(`${house.origin}/export?event=ASSAULT&all_places=true&public=true`);
    await page.locator("main del").first().waitFor();
    const [before, after] = [
      await page.locator("main del").first().textContent(),
      await page.locator("main ins").first().textContent(),
    ];
    assert.notEqual(before, after);
    assert.equal(Number(before).toFixed(1), after);
  });

  await context.test("another format is chosen, and the file has what was filtered", async () => {
    await page.goto(`${house.origin}/export?event=CONTROL`);
    await table(page);
    await page.getByRole("radio", { name: /^geojson/ }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("link", { name: /Download geojson/ }).waitFor();
    const told = page.waitForEvent("download");
    await page.locator("h1").focus();
    await page.keyboard.press("e");
    const file = JSON.parse(await readFile(await (await told).path(), "utf8"));
    assert.ok(file.features.length > 0);
    assert.ok(file.features.every((one) => one.properties.event === "CONTROL"));
  });
  assert.deepEqual(faults, []);
});
