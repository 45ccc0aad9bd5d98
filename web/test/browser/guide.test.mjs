import assert from "node:assert/strict";
import { test } from "node:test";
import { open, shots } from "./open.mjs";
import { violations } from "./walk.mjs";

test("the guide leads through the first visit, by keyboard only", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en", width: 390, height: 844 });
  context.after(close);
  await page.goto(`${house.origin}/search`);
  await page.locator("main .row").first().waitFor();

  await context.test("it is reached from the help", async () => {
    await page.locator("h1").focus();
    await page.keyboard.press("?");
    await page.getByRole("button", { name: "Show the guide" }).press("Enter");
    await page.waitForURL(/\/situation$/);
  });

  await context.test("it takes the focus, and goes on to the map and the review", async () => {
    const guide = page.getByRole("region", { name: "First visit" });
    for (const [path, title] of [
      ["/situation", "First, the situation"],
      ["/map", "Then the map and time"],
      ["/review", "Last, decide"],
    ]) {
      await page.waitForURL((url) => url.pathname === path);
      await guide.getByRole("heading", { name: title }).waitFor();
      await page.waitForFunction((text) => document.activeElement?.textContent === text, title);
      // The screen that it leads to comes after it.
      await page.locator("main h1").waitFor();
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `${shots}/guide${path.replace("/", "-")}.png` });
      assert.deepEqual(await violations(page), []);
      await guide.getByRole("button", { name: /Next|Done/ }).press("Enter");
    }
    await guide.waitFor({ state: "detached" });
  });
  assert.deepEqual(faults, []);
});
