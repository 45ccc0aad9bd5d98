import { SvelteMap } from "svelte/reactivity";
import type { Draft } from "../../deciding/patch";

/** Corrections that are not sent yet, by claim. They outlive the screen: nothing typed is lost by looking elsewhere. */
export const drafts = new SvelteMap<string, Draft>();

/** Notes that are not sent yet, by claim. */
export const notes = new SvelteMap<string, string>();
