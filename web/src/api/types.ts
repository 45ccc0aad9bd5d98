//! Short names for the types of the interface. `schema.d.ts` is made from `openapi.json` (`npm run api`); nothing here is a copy.
import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Row = Schemas["Row"];
export type Rows = Answer<"get", "/events">;
export type Somebody = Schemas["Somebody"];
export type Spot = Schemas["Spot"];
export type Building = Schemas["Building"];
export type Toll = Schemas["Number"];
export type Quote = Schemas["Quote"];
export type Voice = Schemas["Voice"];
export type Days = NonNullable<Row["time"]>;
export type Grade = Schemas["Grade"];
export type Review = Schemas["Review"];
export type Factuality = Schemas["Factuality"];
export type Side = Schemas["Side"];
export type Facets = Schemas["Facets"];
export type Share = Schemas["Share"];
export type Bar = Schemas["Bar"];
export type By = Schemas["By"];
export type Cluster = Schemas["Cluster"];
export type Holding = Schemas["Holding"];
export type Front = Schemas["Front"];
export type TollSum = Schemas["TollSum"];
export type SiteDamage = Schemas["SiteDamage"];
export type Open = Schemas["Open"];
export type Contradiction = Schemas["Contradiction"];
export type Agreement = Schemas["Agreement"];
export type Vocabulary = Schemas["Vocabulary"];
export type Why = Schemas["Why"];
export type Grounds = Schemas["Grounds"];
export type Known = Schemas["Known"];
export type ClaimWhy = Grounds;
export type Account = Answer<"get", "/events/{id}/accounts">["origins"][number];
export type Accounts = Schemas["Accounts"];
export type TollRange = Schemas["TollRange"];
export type Queued = Answer<"get", "/queue">["items"][number];
export type Attached = Schemas["Attached"];
export type Entry = Schemas["Entry"];
export type Decision = Body<"post", "/reviews">;
export type RecordOf = Schemas["Record"];
export type Document = Schemas["Document"];
export type DocumentSummary = Answer<"get", "/documents">["items"][number];
export type Problem = Schemas["Problem"];
export type Said = Schemas["Said"];

type Base = "/api/v1";
type JsonOf<R> = R extends { content: { "application/json": infer J } } ? J : never;
type Ok<O> = O extends { responses: infer R }
  ? JsonOf<R extends { 200: infer A } ? A : R extends { 201: infer A } ? A : R extends { 202: infer A } ? A : never>
  : never;

/** Paths below `/api/v1` that answer to a method. */
export type Path<M extends string> = {
  [P in keyof paths]: P extends `${Base}${infer Rest}` ? (paths[P] extends { [K in M]: object } ? Rest : never) : never;
}[keyof paths];

type Operation<M extends string, P extends string> = `${Base}${P}` extends keyof paths
  ? M extends keyof paths[`${Base}${P}`]
    ? paths[`${Base}${P}`][M]
    : never
  : never;

/** What a path answers. */
export type Answer<M extends string, P extends string> = Ok<Operation<M, P>>;

/** What is sent to a path. What is left out of it is as if it were `null` or empty. */
export type Body<M extends string, P extends string> =
  Operation<M, P> extends { requestBody?: infer B } ? Sent<JsonOf<NonNullable<B>>> : undefined;

type Sent<T> = T extends object
  ? { [K in Needed<T>]: Each<T[K]> } & { [K in Exclude<keyof T, Needed<T>>]?: Each<T[K]> }
  : T;
type Each<V> = V extends readonly (infer E)[] ? Sent<E>[] : V;
type Needed<T> = {
  [K in keyof T]-?: null extends T[K] ? never : T[K] extends readonly unknown[] ? never : K;
}[keyof T];

// Types by what answers with them, so that they hold whatever the interface calls them.
export type Entity = Answer<"get", "/actors">["items"][number];
export type ActorPage = Answer<"get", "/actors/{id}">;
export type PlacePage = Answer<"get", "/places/{id}">;
export type SitePage = Answer<"get", "/sites/{id}">;
export type SourceList = Answer<"get", "/sources">;
export type SourcePage = Answer<"get", "/sources/{name}">;
export type Listed = Answer<"get", "/documents">["items"][number];
export type SavedView = Answer<"get", "/views">["items"][number];
export type Task = Answer<"get", "/tasks/{id}">;
export type Unread = Answer<"get", "/intake">["items"][number];
export type ExportKind = Answer<"get", "/exports">["items"][number];
export type ExportPreview = Answer<"get", "/exports/{format}/preview">;
export type User = Answer<"get", "/users">["items"][number];
export type Token = Answer<"get", "/tokens">["items"][number];
export type Person = Answer<"get", "/me">;
export type Role = Person["role"];
