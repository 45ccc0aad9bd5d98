import type { Piece } from "./pieces";
import type { Kind } from "./spans";

/** The line below words of a kind: its pattern tells the kind without its color. */
interface Line {
  image: string;
  size: string;
  repeat: "repeat-x" | "no-repeat";
}

const along = (stops: string): string => `linear-gradient(90deg, ${stops})`;

const lines: Partial<Record<Kind, Line>> = {
  actor: { image: "linear-gradient(var(--word-actor), var(--word-actor))", size: "100% 2px", repeat: "no-repeat" },
  site: {
    image: along("var(--word-site) 0 8px, transparent 8px 10px, var(--word-site) 10px 12px, transparent 12px"),
    size: "14px 2px",
    repeat: "repeat-x",
  },
  place: {
    image: "radial-gradient(circle, var(--word-place) 1.1px, transparent 1.5px)",
    size: "4px 3px",
    repeat: "repeat-x",
  },
  time: { image: along("var(--word-time) 0 6px, transparent 6px"), size: "9px 2px", repeat: "repeat-x" },
  toll: {
    image: "linear-gradient(var(--word-toll) 1px, transparent 1px 2px, var(--word-toll) 2px)",
    size: "100% 3px",
    repeat: "no-repeat",
  },
  cue: { image: along("var(--word-cue) 0 1.5px, transparent 1.5px"), size: "4px 4px", repeat: "repeat-x" },
};

/** Room below the words for three lines. */
const room = 12;

/** The colored ground of a trigger, behind all lines. */
const ground = {
  image: "linear-gradient(var(--mark), var(--mark))",
  size: `100% calc(100% - ${room - 1}px)`,
  repeat: "no-repeat" as const,
  position: "0 0",
};

/** The lines below a piece, as layers of its background. */
export function layersOf(piece: Pick<Piece, "over">, hidden: ReadonlySet<Kind>): Record<string, string> | undefined {
  const drawn = piece.over.flatMap(({ span, level }) => {
    const line = lines[span.kind];
    if (!line || hidden.has(span.kind)) return [];
    return [{ ...line, position: `0 calc(100% - ${room - 4 - 4 * Math.min(level, 2)}px)` }];
  });
  if (!hidden.has("trigger") && piece.over.some(({ span }) => span.kind === "trigger")) drawn.push(ground);
  if (drawn.length === 0) return undefined;
  const layers = (part: keyof (typeof drawn)[number]): string => drawn.map((line) => line[part]).join(", ");
  return { image: layers("image"), size: layers("size"), repeat: layers("repeat"), position: layers("position") };
}
