import { words } from "./words";

/** An origin in words: `darfur daily`, or its first unnamed source for `darfur daily/unnamed-1`. */
export function originName(origin: string): string {
  const [who, rest] = origin.split("/");
  const plain = (who ?? origin).replaceAll("-", " ");
  const name = plain.charAt(0).toUpperCase() + plain.slice(1);
  const unnamed = /^unnamed-?(\d*)$/.exec(rest ?? "");
  return unnamed ? words().unnamed(name, unnamed[1] ?? "") : name;
}
