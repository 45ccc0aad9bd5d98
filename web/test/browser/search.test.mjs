import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const shown = (page) => page.locator("main .row").first().waitFor();
walk("search", "/search?text=palmyr*", shown);
walk("search-documents", "/search?of=document", shown);

test("searching by keyboard only", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  await page.goto(`${house.origin}/search`);
  await shown(page);

  await context.test("words are looked for as they are typed, and marked in quotations", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("museum");
    await page.locator("main mark").first().waitFor();
    assert.match(page.url(), /text=museum/);
    const marked = await page.locator("main mark").allTextContents();
    assert.ok(
      marked.every((text) => /^muse/i.test(text)),
      marked.join(" "),
    );
  });

  await context.test("a search is saved as a view with a feed, deleted, and restored", async () => {
    await page.keyboard.press("Tab");
    await page.locator("h1").focus();
    await page.keyboard.press("v");
    await page.getByRole("textbox", { name: "Name of the view" }).fill("Museums & more");
    await page.keyboard.press("Enter");
    const link = page.getByRole("link", { name: "Museums & more", exact: true });
    await link.waitFor();
    const feed = page.getByRole("link", { name: "Atom feed of “Museums & more”" });
    assert.equal(await feed.getAttribute("href"), "/feeds/Museums%20%26%20more.atom");
    await page.goto(`${house.origin}/search`);
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/text=museum/);
    await page.getByRole("button", { name: "Delete the view “Museums & more”" }).press("Enter");
    await link.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Restore" }).press("Enter");
    await link.waitFor();
  });

  await context.test("the next page and the first one, by address", async () => {
    await page.goto(`${house.origin}/search?of=claim`);
    await shown(page);
    const first = await page.locator("main .row").first().textContent();
    await page.getByRole("button", { name: "Next page" }).press("Enter");
    await page.waitForURL(/after=/);
    await page.waitForFunction((text) => document.querySelector("main .row")?.textContent !== text, first);
    assert.match((await page.getByRole("navigation", { name: "Pages" }).textContent()) ?? "", /31–60 of/);
    await page.goBack();
    await page.waitForFunction((text) => document.querySelector("main .row")?.textContent === text, first);
  });

  await context.test("a filter begins at the first page again", async () => {
    await page.goto(`${house.origin}/search?of=claim&after=30&page=2`);
    await shown(page);
    await page.getByRole("complementary", { name: "Narrow down" }).getByRole("checkbox").first().press("Space");
    await page.waitForURL((url) => !url.search.includes("after="));
  });
  assert.deepEqual(faults, []);
});
