import { words } from "./words";

/** An origin in words: `darfur daily`, or an unnamed source of it for `darfur daily/unnamed-1`. */
export function originName(origin: string): string {
  const [who, rest] = origin.split("/");
  const plain = (who ?? origin).replaceAll("-", " ");
  const name = plain.charAt(0).toUpperCase() + plain.slice(1);
  return rest?.startsWith("unnamed") ? words().unnamed(name) : name;
}
