import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, bestTold } from "./ask.mjs";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const address = async (origin) => `/event/${(await bestTold(origin)).id}`;
const ready = (page) => page.locator("main article").first().waitFor();
walk("event", address, ready);

test("an event in print shows what it says and not what one can do", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  await page.goto(house.origin + (await address(house.origin)));
  await ready(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "Merge" }).isVisible(), false);
  assert.ok(await page.locator("main article").first().isVisible());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(faults, []);
});

test("a decision about an event stands in its history, and is undone there", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  const { id } = await bestTold(house.origin);
  await page.goto(`${house.origin}/event/${id}`);
  await ready(page);
  await page.keyboard.press("y");
  await page.getByRole("status").filter({ hasText: "Accepted" }).waitFor();
  assert.equal((await ask(house.origin, `/events/${id}`)).review, "accepted");
  await page.keyboard.press("u");
  await page.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.equal((await ask(house.origin, `/events/${id}`)).review, "unreviewed");
  assert.deepEqual(faults, []);
});
