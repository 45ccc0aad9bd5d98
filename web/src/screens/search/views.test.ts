import { expect, test } from "vitest";
import { searchOf } from "../../api/client";
import { addressOf, feedOf, questionOf } from "./views";

test("a view keeps the question of an address, and leads back to it", () => {
  const search = "event=ASSAULT&place=SY&since=2016-03-01&text=arc&bbox=35.5,32,42,37.5&of=claim&order=surest";
  const question = questionOf(new URLSearchParams(search));
  expect(question).toEqual({
    of: "claim",
    event: ["ASSAULT"],
    place: ["SY"],
    since: "2016-03-01",
    text: "arc",
    bbox: [35.5, 32, 42, 37.5],
    sort: "confidence",
    descending: true,
  });
  const back = new URLSearchParams(searchOf(addressOf(question)));
  expect([...back].sort()).toEqual([...new URLSearchParams(search)].sort());
});

test("a view that was made elsewhere and says no order lists the oldest first", () => {
  expect(addressOf({ event: ["CONTROL"] })).toEqual({ event: ["CONTROL"], order: "oldest" });
});

test("pages are not kept", () => {
  expect(questionOf(new URLSearchParams("after=abc&page=3&event=AID"))).toEqual({
    of: "event",
    event: ["AID"],
    sort: "time",
    descending: true,
  });
});

test("names of views are written safely into addresses", () => {
  expect(feedOf("Palmyre / mars")).toBe("/feeds/Palmyre%20%2F%20mars.atom");
});
