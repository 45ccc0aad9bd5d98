// Opens the built page in Debian's Chromium: on the mock server, or on the one at $ZENOBIA_URL.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { start } from "../../mock/server.mjs";

export const shots = join(dirname(fileURLToPath(import.meta.url)), "../shots");
const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The one browser of a file of tests, once it was asked for. */
let browser;
after(() => browser?.close());

/** Starts the browser, which now and then falls over at its start on a loaded machine: up to three times. */
async function launch(tries = 3) {
  if (browser?.isConnected()) return browser;
  const executablePath = browsers.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium: apt-get install -y chromium, or set CHROMIUM");
  try {
    // SwiftShader draws the map where there is no graphics card.
    browser = await chromium.launch({
      executablePath,
      timeout: 60_000,
      args: ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
    });
  } catch (fault) {
    if (tries <= 1) throw fault;
    return launch(tries - 1);
  }
  return browser;
}

/** A browser and a server; `page` makes a window, in which an error of the console or a request to elsewhere is a failure. */
export async function open(how = {}) {
  const started = await launch();
  const elsewhere = process.env.ZENOBIA_URL?.replace(/\/$/, "");
  const { server, port } = elsewhere ? {} : await start(0, how);
  const origin = elsewhere ?? `http://127.0.0.1:${port}`;
  mkdirSync(shots, { recursive: true });
  const contexts = [];
  return {
    origin,
    async page({ width = 1280, height = 900, language = "fr", theme = "light", touch = false } = {}) {
      const context = await started.newContext({
        viewport: { width, height },
        locale: language === "fr" ? "fr-FR" : "en-GB",
        colorScheme: theme,
        reducedMotion: "reduce",
        hasTouch: touch,
      });
      contexts.push(context);
      const page = await context.newPage();
      const faults = [];
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
          faults.push(`asks ${request.url()}`);
      });
      return { page, faults, close: () => context.close() };
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      server?.closeAllConnections();
      server?.close();
    },
  };
}
