/** Addresses of a field, one a line, and the lines that are none. */
export function addressesOf(text: string): { urls: string[]; wrong: string[] } {
  const lines = [...new Set(text.split(/\s+/).filter(Boolean))];
  return { urls: lines.filter(isAddress), wrong: lines.filter((line) => !isAddress(line)) };
}

function isAddress(line: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(line).protocol);
  } catch {
    return false;
  }
}

/** A size in words: bytes, kilobytes, megabytes. */
export function sizeOf(bytes: number, language: string): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, "byte"] : bytes < 1e6 ? [bytes / 1000, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
