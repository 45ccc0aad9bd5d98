import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const failures = (page) =>
  page.getByText("upload:scan", { exact: false }).or(page.getByText("scan-0417.pdf")).first().waitFor();
walk("add", "/add", failures);
walk("add-text", "/add?tab=text", failures);

test("why something could not be read is told in the language of the page", async (context) => {
  const house = await open();
  context.after(() => house.close());
  for (const [language, gone, pictures] of [
    ["fr", "le serveur répond 404, la page n’y est pas", "seulement des images de pages"],
    ["en", "the server answers 404, the page is not there", "only pictures of pages"],
  ]) {
    const { page, close } = await house.page({ language });
    await page.goto(`${house.origin}/add`);
    await page.getByText(gone).waitFor();
    await page.getByText(pictures).waitFor();
    await page.goto(`${house.origin}/event/none`);
    await page.getByText(language === "fr" ? "Il n’y a rien à l’adresse" : "There is nothing at").waitFor();
    await close();
  }
});

test("adding by keyboard only", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en" });
  context.after(close);

  await context.test("a pasted text becomes a task that is followed to its end", async () => {
    await page.goto(`${house.origin}/add?tab=text`);
    await page.getByLabel("Title").fill("Bridge reopened");
    await page
      .getByRole("textbox", { name: "Text", exact: true })
      .fill("Engineers reopened the bridge at Deir ez-Zor on Monday.");
    await page.getByRole("button", { name: "Add", exact: true }).press("Enter");
    const task = page.getByRole("article").filter({ hasText: "Bridge reopened" });
    await task.getByText("Done").waitFor();
    await task.getByRole("list", { name: "What was found" }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Text", exact: true }).inputValue(), "");
  });

  await context.test("a line that is no address is told, and nothing is sent", async () => {
    await page.goto(`${house.origin}/add?tab=addresses`);
    const field = page.getByLabel("Addresses, one a line");
    await field.fill("https://news.example/a\nPalmyra");
    await page.getByRole("button", { name: "Add", exact: true }).press("Enter");
    await page.getByText("“Palmyra” is no address").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
  });

  await context.test("files are chosen, listed and sent", async () => {
    await page.goto(`${house.origin}/add`);
    await page
      .getByLabel("Choose files")
      .last()
      .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    await page.getByText("a.txt").first().waitFor();
    await page.getByRole("button", { name: "Add", exact: true }).press("Enter");
    await page.getByRole("article").filter({ hasText: "a.txt" }).getByText("Done").waitFor();
  });

  await context.test("a failure is tried again, another put aside", async () => {
    await page.getByRole("button", { name: "Try again: https://news.example/2016/03/hatra" }).press("Enter");
    await page.getByRole("article").filter({ hasText: "news.example/2016/03/hatra" }).first().waitFor();
    const aside = page.getByRole("button", { name: "Put aside: scan-0417.pdf" });
    await aside.press("Enter");
    await aside.waitFor({ state: "detached" });
  });
  assert.deepEqual(faults, []);
});
