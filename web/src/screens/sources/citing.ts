/** How often somebody cites whom. */
export interface Citing {
  name: string;
  cites: readonly { name: string; count: number }[];
}

/** Who cites whom as a table: a line for each who cites, a column for each of those cited most, their counts where they meet. */
export interface Cross {
  columns: string[];
  lines: { name: string; counts: number[] }[];
  most: number;
}

/** Makes the table of those cited most, leaving out who cites nobody. */
export function cross(citing: readonly Citing[], columns = 10): Cross {
  const sums = new Map<string, number>();
  for (const { cites } of citing) for (const { name, count } of cites) sums.set(name, (sums.get(name) ?? 0) + count);
  const cited = [...sums].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const names = cited.slice(0, columns).map(([name]) => name);
  const lines = citing
    .map(({ name, cites }) => ({
      name,
      counts: names.map((column) => cites.find((one) => one.name === column)?.count ?? 0),
    }))
    .filter((line) => line.counts.some(Boolean));
  return { columns: names, lines, most: Math.max(1, ...lines.flatMap((line) => line.counts)) };
}
