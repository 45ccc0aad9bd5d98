// What a person can do without a mouse: review ten claims, correct a place, merge two events, undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, tabTo } from "./ask.mjs";
import { open } from "./open.mjs";

test("by keyboard only: review ten claims, correct a place, merge two events, undo", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  const current = () => page.locator('.list [aria-current="true"]').getAttribute("data-id");
  const told = (text) => page.getByRole("status").filter({ hasText: text }).last().waitFor();
  const log = async () => (await ask(house.origin, "/reviews?limit=100")).items;
  const before = (await log()).length;

  await context.test("the review is two keys from the front page", async () => {
    await page.goto(house.origin);
    await page.locator("main h1").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await page.locator(".card blockquote .own").waitFor();
  });

  const reviewed = [];
  await context.test("ten claims are reviewed", async () => {
    for (const key of ["y", "n", "y", "h", "y", "y", "n", "y", "y", "y"]) {
      const id = await current();
      reviewed.push(id);
      await page.keyboard.press(key);
      await page.waitForFunction(
        (done) => document.querySelector('.list [aria-current="true"]')?.getAttribute("data-id") !== done,
        id,
      );
    }
    await page.getByRole("button", { name: "10 decisions in this session" }).waitFor();
    await page.waitForLoadState("networkidle");
    const made = (await log()).slice(0, 10);
    assert.equal((await log()).length, before + 10);
    assert.deepEqual(new Set(made.map((entry) => entry.target)), new Set(reviewed));
    const claim = await ask(house.origin, `/claims/${reviewed[1]}`);
    assert.equal(claim.review, "rejected");
  });

  await context.test("a place is corrected", async () => {
    const id = await current();
    await page.keyboard.press("4");
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "combobox", "the search for places");
    await page.keyboard.type("Nyala");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    await told("Corrected");
    const claim = await ask(house.origin, `/claims/${id}`);
    assert.equal(claim.review, "corrected");
    assert.match(claim.places[0].name, /Nyala/);
  });

  let [kept, other] = [];
  await context.test("two events are merged", async () => {
    for (let at = 0; at < 20 && !kept; at += 1) {
      await page.keyboard.press("m");
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("checkbox").first().or(dialog.getByText("belongs to no event")).waitFor();
      if (await dialog.getByRole("checkbox").count()) {
        ({ event: kept } = await ask(house.origin, `/claims/${await current()}/why`));
        await tabTo(page, () => document.activeElement?.getAttribute("type") === "checkbox", "the first event");
        await page.keyboard.press("Space");
        await tabTo(page, () => /^Merge the two/.test(document.activeElement?.textContent?.trim() ?? ""), "the button");
        await page.keyboard.press("Enter");
      } else {
        await page.keyboard.press("Escape");
        await page.keyboard.press("j");
      }
    }
    await told("Merged");
    const [entry] = await log();
    assert.equal(entry.action, "merge");
    [other] = JSON.parse(entry.detail).with;
    const merged = await ask(house.origin, `/events/${other}`);
    assert.equal(merged.id, (await ask(house.origin, `/events/${kept}`)).id);
  });

  await context.test("the merge is undone", async () => {
    await page.keyboard.press("u");
    await told("Undone");
    assert.equal((await ask(house.origin, `/events/${other}`)).id, other);
    assert.notEqual((await ask(house.origin, `/events/${kept}`)).id, other);
  });

  await context.test("Ctrl+Z undoes what was decided before", async () => {
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: "10 decisions in this session" }).waitFor();
    assert.equal((await log())[0].action, "undo");
  });
  assert.deepEqual(faults, []);
});
