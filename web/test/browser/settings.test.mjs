import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { violations, walk } from "./walk.mjs";

walk("settings", "/settings", (page) => page.locator("main tbody tr").first().waitFor());
walk("login", "/login", (page) => page.locator("main form").waitFor());

test("where a login is needed", async (context) => {
  const house = await open({ login: true });
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);

  await context.test("whoever comes is asked to sign in first, and told when the password is wrong", async () => {
    await page.goto(`${house.origin}/settings?x=1`);
    await page.waitForURL(/\/login\?next=/);
    await page.getByLabel("Name").fill("ada");
    await page.getByLabel("Password").fill("not-this-one");
    await page.keyboard.press("Enter");
    await page.getByText("Name or password is wrong.").first().waitFor();
  });

  await context.test("after signing in one is where one wanted to be", async () => {
    await page.getByLabel("Password").fill("palmyra-2016");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/settings\?x=1/);
    await page.getByText("Signed in: ada").waitFor();
  });

  await context.test("an admin lets somebody in, changes a role, and removes them after a question", async () => {
    const form = page.locator("form").filter({ has: page.getByLabel("Password") });
    await form.getByLabel("Name").fill("zara");
    await form.getByLabel("Password").fill("a-long-password");
    await page.keyboard.press("Enter");
    const role = page.getByLabel("Role of zara");
    await role.selectOption("editor");
    await page.getByText("zara: saved").first().waitFor();
    await page.getByRole("button", { name: "Remove zara" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).press("Enter");
    await role.waitFor({ state: "detached" });
  });

  await context.test("a token is shown once", async () => {
    await page.getByLabel("What for").fill("weekly map");
    await page.keyboard.press("Enter");
    const secret = page.getByRole("dialog").getByLabel("Token");
    assert.match(await secret.inputValue(), /^zen_/);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await secret.waitFor({ state: "detached" });
    await page.getByRole("rowheader", { name: "weekly map" }).waitFor();
  });

  await context.test("a viewer is told that adding is not theirs, and sees no people", async () => {
    await page.getByRole("button", { name: "Sign out" }).press("Enter");
    await page.waitForURL(/\/login/);
    await page.getByLabel("Name").fill("vic");
    await page.getByLabel("Password").fill("palmyra-2016");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(`${house.origin}/add`);
    await page.getByText("Your role may see everything but not add reports.").waitFor();
    assert.equal(await page.locator("main form").count(), 0);
    await page.goto(`${house.origin}/settings`);
    await page.getByText("Signed in: vic").waitFor();
    assert.equal(await page.getByRole("heading", { name: "People" }).count(), 0);
    assert.deepEqual(await violations(page), []);
  });

  await context.test("nothing leads to another site after signing in", async () => {
    await page.getByRole("button", { name: "Sign out" }).press("Enter");
    await page.goto(`${house.origin}/login?next=//elsewhere.example/`);
    await page.getByLabel("Name").fill("vic");
    await page.getByLabel("Password").fill("palmyra-2016");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/");
    assert.equal(new URL(page.url()).origin, house.origin);
  });
  // Answers of 401 are what is tested here.
  assert.deepEqual(
    faults.filter((one) => !/401/.test(one)),
    [],
  );
});

test("display settings hold after loading again", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, close } = await house.page({ language: "en" });
  context.after(close);
  await page.goto(`${house.origin}/settings`);
  await page.getByRole("radio", { name: "YYYY-MM-DD" }).press("Space");
  await page.getByText("2016-03-28").waitFor();
  await page.reload();
  await page.getByText("2016-03-28").waitFor();
});
