import { expect, test } from "vitest";
import { addressesOf, sizeOf } from "./addresses";

test("addresses are taken line by line, each once; what is none is told", () => {
  const text =
    "https://news.example/a\n\nhttps://news.example/a  http://b.example/feed.xml\nfile:///etc/passwd\nPalmyre";
  expect(addressesOf(text)).toEqual({
    urls: ["https://news.example/a", "http://b.example/feed.xml"],
    wrong: ["file:///etc/passwd", "Palmyre"],
  });
});

test("sizes are told in the language", () => {
  expect(sizeOf(2_340_000, "en")).toBe("2.3 MB");
  expect(sizeOf(2_340_000, "fr").replace(/\s/g, " ")).toBe("2,3 Mo");
});
