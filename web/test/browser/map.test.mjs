import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./open.mjs";
import { walk } from "./walk.mjs";

const marks = (page) => page.locator("button.mark").first().waitFor();

walk("map", "/map", marks);
walk("map-event", "/map?event=CONTROL&day=2016-03-26&at=38.3,34.6,6", async (page) => {
  await marks(page);
  await page.locator("button:has(.shield)").first().waitFor();
});
walk("map-table", "/map?look=table&tray=1", (page) => page.locator("tbody tr").first().waitFor());

test("the map by keyboard", async (context) => {
  const house = await open();
  context.after(() => house.close());
  const { page, faults, close } = await house.page({ language: "en", width: 1400 });
  context.after(close);
  await page.goto(`${house.origin}/map`);
  await marks(page);
  const total = async () => Number.parseInt((await page.locator(".total").textContent()) ?? "", 10);
  const all = await total();

  await context.test("the sliders narrow the time, and the address says so", async () => {
    const from = page.getByRole("slider", { name: "Start of the period" });
    await from.focus();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press("PageUp");
    await page.waitForFunction(() => new URLSearchParams(location.search).has("since"));
    await page.waitForFunction(
      (before) => Number.parseInt(document.querySelector(".total")?.textContent ?? "", 10) < before,
      all,
    );
    await page.getByRole("button", { name: "The whole period" }).click();
    await page.waitForFunction(
      (before) => Number.parseInt(document.querySelector(".total")?.textContent ?? "", 10) === before,
      all,
    );
  });

  await context.test("events at one place are spread, and one of them says why it is there", async () => {
    await page.goto(`${house.origin}/map?place=Palmyra&at=38.27,34.56,8`);
    await marks(page);
    await page
      .getByRole("button", { name: /at the same place/ })
      .first()
      .press("Enter");
    const one = page.locator("[role=group] button").first();
    await one.waitFor();
    assert.ok((await page.locator("[role=group] button").count()) > 1);
    await one.press("Enter");
    const side = page.getByRole("complementary", { name: "Why is this here" });
    await side.locator("blockquote").first().waitFor();
    await side.locator("summary").first().press("Enter");
    assert.ok((await side.locator("details code").count()) > 0);
    await page.keyboard.press("Escape");
  });

  await context.test("who holds what follows the day", async () => {
    const holder = async (day) => {
      await page.goto(`${house.origin}/map?day=${day}&at=38.27,34.56,6`);
      const shield = page.locator("button:has(.shield)", { hasText: "Palmyra" }).first();
      await shield.waitFor({ timeout: 5000 }).catch(() => null);
      return (await shield.count()) ? shield.textContent() : null;
    };
    assert.match((await holder("2015-06-30")) ?? "", /Islamic State/);
    assert.equal(await holder("2014-01-01"), null);
  });

  await context.test("what has no place is in the tray, and nowhere on the map", async () => {
    await page.goto(`${house.origin}/map?tray=1`);
    await marks(page);
    const tray = page.getByRole("complementary", { name: "Off the map" });
    await tray.locator("a.row").first().waitFor();
    for (const link of await tray.locator("a.row").all()) {
      const id = new URL((await link.getAttribute("href")) ?? "", house.origin).searchParams.get("pick");
      const row = await (await fetch(`${house.origin}/api/v1/events/${id}`)).json();
      assert.ok(
        row.places.every((place) => place.latitude === null),
        id,
      );
    }
    const off = Number.parseInt((await tray.locator("[role=tab] .count").first().textContent()) ?? "", 10);
    assert.equal(await tray.locator("a.row").count(), off);
  });

  await context.test("the table shows as many events as the map has", async () => {
    await page.goto(`${house.origin}/map?look=table&shown=1000`);
    await page.locator("tbody tr").first().waitFor();
    assert.equal(await page.locator("tbody tr").count(), await total());
  });
  assert.deepEqual(faults, []);
});
