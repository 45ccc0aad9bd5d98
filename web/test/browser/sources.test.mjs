import { walk } from "./walk.mjs";

walk("sources", "/sources", (page) => page.locator("main tbody tr").first().waitFor());
walk("source", "/sources/newspaper%20article", (page) => page.locator("main blockquote").first().waitFor());
