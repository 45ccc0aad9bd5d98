// Markup in whatever the page shows: nothing of it runs, nothing of it becomes an element, on any screen. The program itself is asked, so that
// its own policy holds; without it (cargo build --package zenobia) this is passed over.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const program = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/zenobia");
const payload =
  '"><img src=x data-evil onerror="globalThis.evil=1"><script data-evil>globalThis.evil=1</script>' +
  '<a data-evil href="javascript:globalThis.evil=1">x</a><svg data-evil onload="globalThis.evil=1">{{evil}}${evil}';

/** The demonstration, on a free port. */
async function demo() {
  const child = spawn(program, ["demo", "--no-open", "--by", "Ana"], { stdio: ["ignore", "ignore", "pipe"] });
  const origin = await new Promise((found, lost) => {
    let told = "";
    child.stderr.on("data", (part) => {
      told += part;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(told);
      if (address) found(address[0]);
    });
    child.on("exit", () => lost(new Error(told)));
  });
  return { origin, stop: () => child.kill() };
}

/** Sends something as a program does. */
async function send(origin, method, path, body) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(origin + path, { method, headers, body: JSON.stringify(body) });
  return { status: answer.status, value: await answer.json() };
}

/** Markup in everything that somebody can write: a report and what is said of it, a file, a view, a reason, a name, a user, a token. */
async function plant(origin) {
  const text = `PALMYRA, Syria. The "${payload}" brigade shelled the town of Tadmur on Monday, killing 12 civilians, said ${payload}.`;
  const told = {
    text,
    name: `report ${payload}`.slice(0, 200),
    title: payload,
    publisher: payload,
    published: "2016-03-08",
  };
  const added = await send(origin, "POST", "/api/v1/documents", { ...told, url: "https://news.example/?q=<script>" });
  assert.equal(added.status, 202);
  const form = new FormData();
  form.append("file", new Blob(["\0\0\x01\x02"]), `${payload.replaceAll("/", "")}.pdf`);
  assert.equal((await fetch(`${origin}/api/v1/documents`, { method: "POST", body: form })).status, 202);
  const view = `/api/v1/views/${encodeURIComponent(payload.slice(0, 150))}`;
  assert.equal((await send(origin, "PUT", view, { actor: [payload], text: "killed" })).status, 200);
  const first = await (await fetch(`${origin}/api/v1/claims?limit=1`)).json();
  const target = first.items[0].id;
  assert.equal(
    (
      await send(origin, "POST", "/api/v1/reviews", {
        action: "accept",
        target,
        why: payload,
        by: payload.slice(0, 190),
      })
    ).status,
    201,
  );
  const patch = { actor: { key: null, name: payload } };
  await send(origin, "POST", "/api/v1/reviews", { action: "correct", target, patch, why: payload });
  const name = "<script>evil=1</script>";
  const user = { name, role: "viewer", password: "a long enough secret" };
  assert.equal((await send(origin, "POST", "/api/v1/users", user)).status, 201);
  assert.equal(
    (await send(origin, "POST", "/api/v1/tokens", { person: name, label: payload.slice(0, 200) })).status,
    201,
  );
}

// Strings that are codes of this program, days, numbers or addresses stay; all others are what somebody wrote.
const isCode = (text) => /^[\w.:/-]{0,40}$/.test(text);
// Where letters are counted, the text stays as it is: a longer one would only break its spans.
const counted = new Set(["text", "sentences", "quotes", "words", "grounds"]);

/** An answer in which markup stands after everything that somebody wrote. */
function poisoned(value, name = "") {
  if (Array.isArray(value)) return value.map((one) => poisoned(one, name));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one, key)]));
  const isNamed = [
    "name",
    "title",
    "publisher",
    "reason",
    "why",
    "label",
    "gloss",
    "person",
    "location",
    "about",
  ].includes(name);
  const isFree = typeof value === "string" && !counted.has(name) && (isNamed || !isCode(value));
  return isFree && value !== "" ? value + payload : value;
}

const skip = existsSync(program) ? false : "the program is not built";
test("markup in whatever is shown stays text", { skip, timeout: 400_000 }, async (context) => {
  const { open } = await import("./open.mjs");
  const served = await demo();
  context.after(served.stop);
  const { origin } = served;
  await plant(origin);
  const house = await open();
  context.after(() => house.close());
  const ids = async (path, key) => (await (await fetch(`${origin}/api/v1${path}`)).json()).items[0][key];
  const screens = [
    "/situation",
    "/review",
    "/map",
    "/search",
    "/search?of=claim",
    "/places",
    "/actors",
    "/sites",
    "/sources",
  ];
  screens.push("/add", "/add?tab=text", "/export", "/activity", "/settings", "/login", "/nowhere");
  screens.push(`/search?text=${encodeURIComponent(payload)}`, `/search?view=${encodeURIComponent(payload)}`);
  screens.push(`/login?next=${encodeURIComponent("javascript:globalThis.evil=1")}`);
  screens.push(`/event/${await ids("/events?limit=1", "id")}`, `/review?claim=${await ids("/claims?limit=1", "id")}`);
  for (const [path, key] of [
    ["actors", "key"],
    ["places", "key"],
    ["sites", "key"],
  ])
    screens.push(`/${path}/${encodeURIComponent(await ids(`/${path}?limit=1`, key))}`);
  screens.push(`/sources/${encodeURIComponent(payload)}`);
  const documents = (await (await fetch(`${origin}/api/v1/documents?limit=1000`)).json()).items;
  const planted = documents.find((one) => one.id.startsWith("report "));
  assert.ok(planted, "the report was read");
  screens.push(`/read/${encodeURIComponent(planted.id)}`, `/read/${encodeURIComponent(documents.at(-1).id)}`);

  let shown = 0;
  for (const poison of [false, true])
    for (const path of screens)
      await context.test(`${path.slice(0, 40)}${poison ? ", with markup in every answer" : ""}`, async () => {
        const { page, close } = await house.page({ language: poison ? "en" : "fr", width: 1400 });
        const tried = [];
        page.on("dialog", (dialog) => (tried.push(dialog.message()), dialog.dismiss()));
        page.on("request", (request) => {
          if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) tried.push(request.url());
        });
        await page.addInitScript(() =>
          addEventListener("securitypolicyviolation", (found) => {
            (globalThis.refused ??= []).push(`${found.violatedDirective} ${found.sourceFile} ${found.sample}`);
          }),
        );
        if (poison)
          await page.route("**/api/v1/**", async (route) => {
            const answer = await route.fetch().catch(() => null);
            if (!answer) return route.abort();
            const type = answer.headers()["content-type"] ?? "";
            if (!type.includes("json") || answer.status() === 304) return route.fulfill({ response: answer });
            return route.fulfill({ response: answer, json: poisoned(await answer.json()) });
          });
        await page.goto(origin + path);
        await page.waitForLoadState("networkidle");
        await page.locator("h1, [role=main], main").first().waitFor();
        // What opens on demand is shown, too.
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        await page.waitForTimeout(100);
        const found = await page.evaluate(() => ({
          ran: globalThis.evil ?? null,
          elements: document.querySelectorAll("[data-evil], img[src=x]").length,
          links: [...document.querySelectorAll("a[href]")].filter((one) =>
            /^\s*(javascript|data|vbscript):/i.test(one.href),
          ).length,
          refused: globalThis.refused ?? [],
        }));
        if (poison && (await page.evaluate(() => document.body.textContent.includes("data-evil onerror")))) shown += 1;
        assert.deepEqual({ ...found, tried }, { ran: null, elements: 0, links: 0, refused: [], tried: [] });
        await close();
      });

  assert.ok(shown >= 15, `markup was to be read as text on ${shown} screens only`);

  await context.test("the policy refuses scripts that are written into the page", async () => {
    const { page, close } = await house.page({});
    await page.goto(`${origin}/situation`);
    const ran = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.evil = 'inline'";
      document.body.append(script);
      const far = document.createElement("script");
      far.src = "data:text/javascript,globalThis.evil='data'";
      document.body.append(far);
      document.body.insertAdjacentHTML("beforeend", `<img src="/none.png" onerror="globalThis.evil='handler'">`);
      document.body.insertAdjacentHTML("beforeend", `<iframe srcdoc="<script>parent.evil='frame'</script>"></iframe>`);
      await new Promise((done) => setTimeout(done, 500));
      return globalThis.evil ?? null;
    });
    assert.equal(ran, null);
    const evaluated = await page.evaluate(() => {
      const script = document.createElement("script");
      script.src = "/api/v1/views";
      document.body.append(script);
      return new Promise((done) => {
        script.onload = () => done("loaded");
        script.onerror = () => done("refused");
      });
    });
    assert.equal(evaluated, "refused", "an answer of the API is no script");
    await close();
  });
});
