import type { Query } from "../../api/client";
import { filtersOf, lists, singles } from "../../route/filters";

/** Orders in which findings can be listed, by their names in the address. */
export const orders = {
  newest: { sort: "time", descending: true },
  oldest: { sort: "time", descending: false },
  added: { sort: "added", descending: true },
  surest: { sort: "confidence", descending: true },
} as const;

export type Order = keyof typeof orders;

/** The order that an address asks for. */
export function orderOf(query: URLSearchParams): Order {
  const name = query.get("order");
  return name && name in orders ? (name as Order) : "newest";
}

/** The question that an address asks, as a view keeps it. */
export function questionOf(query: URLSearchParams): Record<string, unknown> {
  const { bbox, confidence, view: _, ...filters } = filtersOf(query);
  const question: Record<string, unknown> = { of: query.get("of") === "claim" ? "claim" : "event" };
  for (const [name, value] of Object.entries(filters)) if (value?.length) question[name] = value;
  if (bbox) question.bbox = bbox.split(",").map(Number);
  if (confidence) question.confidence = Number(confidence);
  return { ...question, ...orders[orderOf(query)] };
}

/** The address that asks the question of a view; what the page has no field for stays with the view itself. */
export function addressOf(question: Readonly<Record<string, unknown>>): Query {
  const address: Record<string, string | string[]> = {};
  for (const name of lists) {
    const value = question[name];
    if (Array.isArray(value) && value.length) address[name] = value.map(String);
  }
  for (const name of singles) {
    const value = question[name];
    if (typeof value === "string" || typeof value === "number") address[name] = String(value);
  }
  if (Array.isArray(question.bbox)) address.bbox = question.bbox.join(",");
  if (question.of === "claim") address.of = "claim";
  const order = (Object.keys(orders) as Order[]).find(
    (one) => orders[one].sort === (question.sort ?? "time") && orders[one].descending === Boolean(question.descending),
  );
  if (order && order !== "newest") address.order = order;
  return address;
}

/** Where the last findings of a view can be subscribed to. */
export function feedOf(name: string): string {
  return `/feeds/${encodeURIComponent(name)}.atom`;
}
