import { walk } from "./walk.mjs";

walk("situation", "/situation", (page) => page.locator("main h2").first().waitFor());
