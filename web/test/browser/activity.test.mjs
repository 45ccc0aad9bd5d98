import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

/** Two decisions, made as the page makes them. */
async function decide(page, origin) {
  await page.goto(`${origin}/activity`);
  await page.evaluate(async () => {
    const { items } = await (await fetch("/api/v1/claims?limit=2")).json();
    const say = (body) =>
      fetch("/api/v1/reviews", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    await say({ action: "accept", target: items[0].id, why: "Seen in two reports." });
    await say({ action: "correct", target: items[1].id, patch: { mode: ["aerial"] } });
  });
  await page.reload();
}

walk("activity", "/activity", (page) => page.locator("main h1").waitFor());

test("the log of decisions, by keyboard only", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);
  await decide(page, house.origin);

  await context.test("decisions stand there with what they are about, and why", async () => {
    await page.getByText("Seen in two reports.").waitFor();
    await page.locator("main li .row").first().waitFor();
    await page.getByText("aerial").first().waitFor();
  });

  await context.test("a decision is undone from here, and both stay in the log", async () => {
    const undo = page.getByRole("button", { name: /^Undo/ });
    const before = await undo.count();
    await page.locator("#entry-2").getByRole("button", { name: /^Undo/ }).press("Enter");
    await page.locator("#entry-3").waitFor();
    await page.locator("#entry-2").getByText("undone since").waitFor();
    assert.equal(await page.locator("#entry-2").getByRole("button").count(), 0);
    assert.ok((await undo.count()) <= before);
  });

  await context.test("only one kind of decision", async () => {
    await page.getByLabel("Decision", { exact: true }).selectOption("accept");
    await page.waitForURL(/action=accept/);
    await page.locator("#entry-2").waitFor({ state: "detached" });
    assert.equal(await page.locator("main ol > li").count(), 1);
    await page.getByLabel("Decision", { exact: true }).selectOption("correct");
    await page.locator("#entry-2").getByText("undone since").waitFor();
  });

  await context.test("what changed since one was here last", async () => {
    await page.getByRole("button", { name: "Mark all as seen" }).press("Enter");
    await page.getByText("Nothing has changed.").waitFor();
    await decide(page, house.origin);
    await page.getByText("2 decisions").waitFor();
  });
  assert.deepEqual(faults, []);
});
