// Asks the interface directly, to see whether what was done on the page has come to the server.
export async function ask(origin, path) {
  const response = await fetch(`${origin}/api/v1${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The event that most origins tell. */
export async function bestTold(origin) {
  const { items } = await ask(origin, "/events?limit=1000");
  const [first] = items.sort((one, other) => other.origins.length - one.origins.length || (one.id < other.id ? -1 : 1));
  return first;
}

/** Presses Tab until `hit`, which runs in the page on what has the focus, holds. */
export async function tabTo(page, hit, what) {
  for (let at = 0; at < 60; at += 1) {
    if (await page.evaluate(hit)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not come to ${what}`);
}
