import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "./ask.mjs";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

/** The report with the most claims. */
async function longest(origin) {
  const { items } = await ask(origin, "/documents?limit=100");
  return items.sort((one, other) => other.claims - one.claims || (one.id < other.id ? -1 : 1))[0].id;
}
const ready = (page) => page.locator("article .live").first().waitFor();
const address = async (origin) => `/read/${encodeURIComponent(await longest(origin))}`;

walk("read", address, async (page) => {
  await ready(page);
  await page.locator("[data-claim]").first().waitFor();
});
walk(
  "read-claim",
  async (origin) => {
    const { items } = await ask(origin, `/claims?report=${encodeURIComponent(await longest(origin))}&limit=30`);
    return `${await address(origin)}?claim=${items[Math.min(5, items.length - 1)].id}`;
  },
  async (page) => {
    await ready(page);
    await page.locator(".side .why").waitFor();
  },
);
walk("reports", "/read", (page) => page.locator("main li a").first().waitFor());

test("a report, by keyboard", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en", width: 1600 });
  context.after(close);
  await page.goto(house.origin + (await address(house.origin)));
  await ready(page);
  await page.locator("[data-claim]").first().waitFor();

  await context.test("the text is one stop, and arrows go from word to word", async () => {
    await page.keyboard.press("t");
    const words = () => page.evaluate(() => document.activeElement?.textContent);
    const first = await words();
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await words(), first);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await words(), first);
    assert.equal(await page.locator('article .live[tabindex="0"]').count(), 1);
  });

  await context.test("Enter tells what words were read as", async () => {
    await page.keyboard.press("Enter");
    await page.locator(".picked, .side").first().waitFor();
    await page.keyboard.press("Escape");
  });

  await context.test("j goes to a claim, whose words stand out", async () => {
    await page.keyboard.press("j");
    await page.locator(".side .why").waitFor();
    assert.equal(await page.locator('[data-claim][aria-pressed="true"]').count(), 1);
    assert.ok((await page.locator("article .strong").count()) > 0);
  });

  await context.test("marked words can be used to correct", async () => {
    await page.evaluate(() => {
      const word = [...document.querySelectorAll("article .live")].find((one) => one.textContent.length > 4);
      document.getSelection()?.selectAllChildren(word);
    });
    const chooser = page.getByRole("group", { name: "Selected words" });
    await chooser.waitFor();
    const marked = await page.evaluate(() => String(document.getSelection()));
    await chooser.getByRole("button", { name: "Where" }).click();
    assert.equal(await page.getByRole("combobox").first().inputValue(), marked.trim());
  });
  assert.deepEqual(faults, []);
});

test("the text of a report is never markup", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, close } = await house.page({ language: "en" });
  context.after(close);
  const name = await longest(house.origin);
  await page.route(`**/api/v1/documents/${name}`, async (route) => {
    const document = await ask(house.origin, `/documents/${encodeURIComponent(name)}`);
    document.text = `<img src=x onerror="document.title='taken'"> & <script>document.title='taken'</script> ${document.text}`;
    document.url = "javascript:document.title='taken'";
    await route.fulfill({ contentType: "application/json", body: JSON.stringify(document) });
  });
  await page.goto(`${house.origin}/read/${encodeURIComponent(name)}`);
  await page.locator("article p").first().waitFor();
  assert.match((await page.locator("article").textContent()) ?? "", /<img src=x onerror=/);
  assert.equal(await page.locator("article img, article script").count(), 0);
  assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
  assert.doesNotMatch(await page.title(), /taken/);
});
