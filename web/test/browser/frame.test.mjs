import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";

test("the frame of the page, by keyboard", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  await page.goto(`${house.origin}/situation`);
  await page.locator("main h2").first().waitFor();

  await context.test("the first tab stop leads to the content", async () => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
  });

  await context.test("a question mark lists the keys, escape closes the list", async () => {
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.waitFor();
    assert.match((await sheet.textContent()) ?? "", /Light or dark/);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
  });

  await context.test("L changes the language, and it is remembered", async () => {
    await page.keyboard.press("L");
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
    await page.reload();
    await page.locator("main h2").first().waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  });

  await context.test("D changes to dark", async () => {
    await page.keyboard.press("D");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  });

  await context.test("an unknown address says so", async () => {
    await page.goto(`${house.origin}/nowhere`);
    assert.equal(await page.locator("main h1").count(), 1);
    assert.match((await page.locator("main").textContent()) ?? "", /\/nowhere/);
  });
  assert.deepEqual(faults, []);
});
