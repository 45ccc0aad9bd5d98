import { expect, test } from "vitest";
import { loss, mask, purpose } from "./told";

test("masks are told in French too", () => {
  expect(mask("3 private persons masked", "fr").text).toBe("personnes privées masquées : 3");
  expect(mask("place generalized to 34.5,38.2: a heritage site", "fr").text).toBe("lieu généralisé à 34.5,38.2");
  expect(mask("2 sentences withheld", "en")).toEqual({ text: "2 sentences withheld", lang: "en" });
});

test("what has no translation is shown as it came, marked as English", () => {
  expect(loss("the color of the sky", "fr")).toEqual({ text: "the color of the sky", lang: "en" });
  expect(purpose({ name: "xyz", purpose: "for nothing" }, "fr")).toEqual({ text: "for nothing", lang: "en" });
});
