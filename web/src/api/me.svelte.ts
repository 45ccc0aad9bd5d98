import { get } from "./client";
import type { Person, Role } from "./types";

/** Roles, each of which may do all that those before may. */
export const roles = ["guest", "viewer", "reviewer", "editor", "admin"] as const satisfies readonly Role[];

let person = $state.raw<Person>();

/** Who uses the page, once that is known. */
export function me(): Person | undefined {
  return person;
}

/** Whether the one who uses the page may do what needs a role. Until that is known nothing is forbidden: the server decides. */
export function may(role: Role): boolean {
  return !person || roles.indexOf(person.role) >= roles.indexOf(role);
}

/** Asks anew who uses the page. */
export async function ask(): Promise<Person | undefined> {
  try {
    person = await get("/me");
  } catch {
    person = undefined;
  }
  return person;
}
