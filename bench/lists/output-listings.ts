import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { encodeCursor } from "#lib/http/cursor";
import { listOutputs } from "#lib/output/read-outputs";
import { listOutputsQuerySchema } from "#lib/output/output-schema";
import { defaultProjectId } from "#lib/project/default-project";
import { labelName, outputId, promptWords, runAt, runId, workflowNames } from "../kit/seed-library.ts";
import { pageSize, type Listing } from "./listing.ts";

export type Library = { outputs: number; perRun: number; sha256: string };

type Filter = Record<string, string>;

/** The lists of outputs, by each filter there is; with what lies before their last page found by asking backwards. */
export async function openOutputListings(db: Db, actor: Actor, library: Library): Promise<Listing[]> {
  const middleRun = Math.floor(library.outputs / library.perRun / 2);
  const { id: firstReason } = await db.reason.findFirstOrThrow({ where: { digit: 1 } });
  const lists: [name: string, filter: Filter, prisma?: Record<string, unknown>][] = [
    ["all, oldest", { order: "oldest" }, {}],
    ["all, newest", { order: "newest" }, {}],
    ["to review", { state: "pending", kind: "reviewable" }],
    ["approved, newest", { state: "approved", order: "newest" }, { state: "approved" }],
    ["approved or rejected", { state: "approved,rejected" }],
    ["of a rare workflow", { workflow: workflowNames.rare }],
    ["approved of a rare workflow", { state: "approved", workflow: workflowNames.rare }],
    ["of a kind nobody made", { kind: "video" }],
    ["of a run", { run: runId(middleRun) }],
    ["of a person", { submitter: "person-3" }],
    ["decided by a person", { decidedBy: "person-1" }],
    ["of a week", { since: runAt(middleRun).toISOString(), until: runAt(middleRun + 60_000).toISOString() }],
    ["of a size", { size: "1024x768" }],
    ["with five stars", { rating: "5" }],
    ["with a label", { label: labelName }],
    ["with comments", { has: "comments" }],
    ["re-seeded from another", { depth: "1.." }],
    ["rejected for a reason", { reason: firstReason }],
    ["by a param", { "param.steps": "25" }],
    ["with a seed", { seed: String(middleRun) }],
    ["with a word of all prompts", { q: promptWords.everywhere }],
    ["with an uncommon word", { q: promptWords.uncommon.word }],
    ["with a word that nobody wrote", { q: "zeppelin" }],
    ["with a seed, searched for", { q: String(middleRun) }],
    ["with an id", { q: outputId(middleRun) }],
    ["with a file's hash", { q: library.sha256 }],
  ];
  const listings: Listing[] = [];
  for (const [name, filter, where] of lists) {
    listings.push(await openListing(db, actor, { name: `outputs ${name}`, filter, where }));
  }
  return listings;
}

type Asked = { name: string; filter: Filter; where: Record<string, unknown> | undefined };

async function openListing(db: Db, actor: Actor, { name, filter, where }: Asked): Promise<Listing> {
  const isNewest = filter["order"] === "newest";
  const read = (query: Record<string, unknown>) =>
    listOutputs(db, actor, listOutputsQuerySchema.parse({ limit: pageSize, ...filter, ...query }));
  const fromTheEnd = await read({ order: isNewest ? "oldest" : "newest", limit: pageSize + 1 });
  const before = fromTheEnd.items.length > pageSize ? fromTheEnd.items.at(-1) : undefined;
  const cursor = before && encodeCursor({ at: new Date(before.createdAt), id: before.id });
  const direction = isNewest ? "desc" : "asc";
  return {
    name,
    first: async () => (await read({})).items.length,
    deepest: async () => (await read({ cursor })).items.length,
    ...(where !== undefined &&
      before !== undefined && {
        prisma: async () => {
          const rows = await db.output.findMany({
            where: { projectId: defaultProjectId, ...where },
            orderBy: [{ createdAt: direction }, { id: direction }],
            cursor: { id: before.id },
            skip: 1,
            take: pageSize,
          });
          return rows.length;
        },
      }),
  };
}
