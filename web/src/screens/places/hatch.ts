import { holders } from "../../marks/marks";

const stripes = [
  "none",
  "repeating-linear-gradient(45deg, #0000 0 5px, #fff6 5px 7px)",
  "radial-gradient(#fff8 1.2px, #0000 1.6px) 0 0 / 7px 7px",
  "repeating-linear-gradient(90deg, #0000 0 5px, #fff6 5px 7px)",
  "repeating-linear-gradient(135deg, #0000 0 5px, #0004 5px 7px)",
  "repeating-linear-gradient(0deg, #0000 0 5px, #fff6 5px 7px)",
  "radial-gradient(#0006 1.2px, #0000 1.6px) 0 0 / 7px 7px",
];

/** How a holder is filled: a color and a pattern, so that the color alone need not tell. Nobody is gray. */
export function hatch(rank: number | undefined): string {
  if (rank === undefined) return "var(--gray)";
  const color = holders[rank % holders.length] ?? "var(--gray)";
  const stripe = stripes[rank % stripes.length] ?? "none";
  return stripe === "none" ? color : `${stripe}, ${color}`;
}
