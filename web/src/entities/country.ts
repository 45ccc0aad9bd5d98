import { language } from "../words";

/** A country in the language of the page; what is no code of one stays as it is. */
export function country(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language(), { type: "region", fallback: "code" }).of(code) ?? code;
}

/** A point as degrees north and east, with the letters of the language. */
export function coordinates(point: { latitude: number; longitude: number }): string {
  const degrees = new Intl.NumberFormat(language(), { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const [east, west] = language() === "fr" ? ["E", "O"] : ["E", "W"];
  const north = `${degrees.format(Math.abs(point.latitude))}° ${point.latitude < 0 ? "S" : "N"}`;
  return `${north}, ${degrees.format(Math.abs(point.longitude))}° ${point.longitude < 0 ? west : east}`;
}
