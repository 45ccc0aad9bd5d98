import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const table = (page) => page.locator("main tbody tr").first().waitFor();
const whole = (page) => page.locator("main blockquote").first().waitFor();
walk("actors", "/actors", table);
walk("actor", "/actors/islamic-state", whole);
walk("places", "/places", table);
walk("place", "/places/geonames:172256", whole);
walk("sites", "/sites", table);

test("actors are merged and parted again, by keyboard only", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  await page.goto(`${house.origin}/actors/islamic-state`);
  const card = page.getByRole("region", { name: "The same by another name" });
  const finder = page.getByRole("combobox", { name: "Merge with…" });
  await finder.focus();
  await page.keyboard.type("a");
  await page.getByRole("option").first().waitFor();
  const other = (await page.getByRole("option").first().locator("span").first().textContent()) ?? "";
  await page.keyboard.press("Enter");
  await page.getByLabel("Why").fill("Two names of one group.");
  await page.getByRole("button", { name: "Merge", exact: true }).press("Enter");
  const part = page.getByRole("button", { name: `Part “${other}” again` });
  await part.waitFor();
  assert.equal(await card.count(), 1);
  await part.press("Enter");
  await part.waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});
