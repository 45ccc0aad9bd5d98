import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const ready = async (page) => {
  await page.locator(".card blockquote .own").waitFor();
  await page.locator(".part .value").first().waitFor();
};
walk("review", "/review", ready);
walk("review-edit", "/review", async (page) => {
  await ready(page);
  await page.locator('[data-part="where"]').click();
  await page.getByRole("combobox").waitFor();
});

test("what the server refuses comes back in words, and is not lost", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, close } = await house.page({ language: "en" });
  context.after(close);
  const keys = [];
  let broken = true;
  await page.route("**/api/v1/reviews", (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (!broken) return route.continue();
    const problem = { type: "about:blank", title: "Locked", status: 503, detail: "The database is locked." };
    return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) });
  });
  await page.goto(`${house.origin}/review`);
  await ready(page);
  const claim = new URL(page.url()).searchParams.get("claim");
  await page.keyboard.press("5");
  await page.getByLabel("Days").fill("27 March 2016");
  await page.keyboard.press("Control+Enter");
  const toast = page.getByRole("status").filter({ hasText: "nothing is lost" });
  await toast.waitFor();
  assert.match((await toast.textContent()) ?? "", /The database is locked/);

  await context.test("the correction is still there", async () => {
    await page.keyboard.press("k");
    assert.match((await page.locator('[data-part="when"]').textContent()) ?? "", /27 March 2016/);
    assert.equal(claim === null || new URL(page.url()).searchParams.get("claim") === claim, true);
  });

  await context.test("trying again sends it under the same key", async () => {
    broken = false;
    await toast.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("status").filter({ hasText: "Corrected" }).waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
  });
});

test("only what is visible is accepted in bulk, each with its sentence", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en", width: 1280, height: 700 });
  context.after(close);
  await page.goto(`${house.origin}/review`);
  await ready(page);
  const button = page.getByRole("button", { name: /^Accept the [1-9]\d* in view/ });
  await button.waitFor();
  const count = Number(/\d+/.exec((await button.textContent()) ?? "")?.[0]);
  const all = await page.locator(".list [data-id]").count();
  assert.ok(count > 0 && count < all, `${count} of ${all}`);
  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.equal(await dialog.getByRole("checkbox").count(), count);
  await dialog.getByRole("checkbox").first().uncheck();
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith("/reviews/bulk")),
    dialog.getByRole("button", { name: /^Accept th/ }).click(),
  ]);
  assert.equal(sent.postDataJSON().decisions.length, count - 1);
  await page.getByRole("status").filter({ hasText: "accepted" }).waitFor();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /0 decisions in this session/ }).waitFor();
  assert.deepEqual(faults, []);
});
