import type { Failure } from "../api/client";
import type { Problem, Said } from "../api/types";
import { language, words } from "../words";
import { en } from "./en";
import { fr } from "./fr";

const prefix = "urn:zenobia:problem:";

type Kind = Said["type"];
/** The name of a kind of problem. A kind that lacks words in a language does not compile. */
export type Code = Kind extends `${typeof prefix}${infer Name}` ? Name : never;

const texts = { fr, en } as const;

/** What was said, in the language of the page; the words of the server where its kind is not known here. */
export function inWords(said: Partial<Said> | null | undefined, theirs = ""): string {
  const kind = said?.type ?? "";
  const text = kind.startsWith(prefix) ? texts[language()][kind.slice(prefix.length) as Code] : undefined;
  return text?.replace(/\{(\w+)\}/g, (_, name: string) => said?.params?.[name] ?? "") ?? theirs;
}

/** A problem, and what is wrong with which part, each in the language of the page. */
export function lines(problem: Partial<Problem>): { text: string; parts: string[] } {
  const parts = (problem.errors ?? []).map((one) => inPlace(one.name, inWords(one, one.message)));
  return { text: inWords(problem, problem.detail || problem.title || ""), parts };
}

/** Why something failed, in one line. */
export function why(failure: Failure): string {
  if (failure.status === 0) return failure.title || words().failure.unreachable;
  const { text, parts } = lines(failure.problem);
  return parts.length === 1 ? (parts[0] ?? text) : [text, ...parts].filter(Boolean).join(" ");
}

/** A part by its name; of a body as a whole nothing has to be named. */
function inPlace(name: string, text: string): string {
  if (name === "body" || name === "") return text;
  const known: Readonly<Record<string, string>> = words().filters.names;
  return language() === "fr" ? `${known[name] ?? name} : ${text}` : `${known[name] ?? name}: ${text}`;
}
