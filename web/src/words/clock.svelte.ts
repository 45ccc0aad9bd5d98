import { remembered } from "../parts/remembered";

/** How days are written: in words, or as the standard does (`2016-03-28`). */
export type DayStyle = "words" | "iso";
/** Whose clock moments are told by. Days of findings have no clock. */
export type Zone = "device" | "utc";
export const dayStyles = ["words", "iso"] as const;
export const zones = ["device", "utc"] as const;

const styles = remembered<DayStyle>("days", dayStyles);
const clocks = remembered<Zone>("zone", zones);
const chosen = $state<{ style: DayStyle; zone: Zone }>({
  style: styles.read() ?? "words",
  zone: clocks.read() ?? "device",
});

export function dayStyle(): DayStyle {
  return chosen.style;
}
export function zone(): Zone {
  return chosen.zone;
}
export function writeDays(style: DayStyle): void {
  chosen.style = style;
  styles.write(style);
}
export function tellBy(next: Zone): void {
  chosen.zone = next;
  clocks.write(next);
}
