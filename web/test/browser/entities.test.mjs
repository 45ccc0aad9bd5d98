import { walk } from "./walk.mjs";

const table = (page) => page.locator("main tbody tr").first().waitFor();
const whole = (page) => page.locator("main blockquote").first().waitFor();
walk("actors", "/actors", table);
walk("actor", "/actors/islamic-state", whole);
walk("places", "/places", table);
walk("place", "/places/geonames:172256", whole);
walk("sites", "/sites", table);
