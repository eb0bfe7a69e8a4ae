import { createHash } from "node:crypto";
import { type Actor, authorise, visibleProjects } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { canonicalJson, type ExactJson } from "#lib/json";
import { type OutputFilterQuery, outputFilterSchema } from "#lib/output/output-filter-schema";
import { readProject } from "#lib/project/read-projects";
import type { Scope } from "./session-schema.ts";

/** A scope whose project is found, with the projects it reaches into. */
export type ResolvedScope = { scope: Scope; scopeKey: string; projectIds: string[] };

/** Finds the projects of a scope: the one it names, or all of the actor's. 404 at `/project` for any other. */
export async function resolveScope(tx: Tx, actor: Actor, asked: Scope): Promise<ResolvedScope> {
  if (asked.project === undefined) return resolved(asked, visibleProjects(actor));
  const { id, slug } = await readProject(tx, actor, asked.project);
  authorise(actor, "project.read", id);
  return resolved({ ...asked, project: slug }, [id]);
}

/** The scope as the filter that draws its list: of undecided ones those that wait for the reviewer. */
export function filterOf({ state, ...scope }: Scope): OutputFilterQuery {
  const awaiting = state === "pending" && scope.archived === undefined ? { awaiting: "me" } : {};
  return outputFilterSchema.parse({ ...awaiting, ...scope, ...(state !== "all" && { state }) });
}

/** The same scope is one key, in whatever order its words were written; no two scopes share one. */
function resolved(scope: Scope, projectIds: string[]): ResolvedScope {
  const words = Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
  const scopeKey = createHash("sha256")
    .update(canonicalJson(words as ExactJson))
    .digest("hex");
  return { scope, scopeKey, projectIds };
}
