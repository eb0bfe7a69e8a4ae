import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { encodeCursor } from "#lib/http/cursor";
import { listOutputs } from "#lib/output/read-outputs";
import { listOutputsQuerySchema } from "#lib/output/output-schema";
import { defaultProjectId } from "#lib/project/default-project";
import { listRuns } from "#lib/run/read-runs";
import { listRunsQuerySchema } from "#lib/run/run-schema";
import { outputId, promptWords, runAt, runId, workflowNames } from "../kit/seed-library.ts";

/** One list as somebody asks for it: its first page and the one that holds its last rows. */
export type Listing = {
  name: string;
  first(): Promise<number>;
  deepest(): Promise<number>;
  /** The deepest page by Prisma's own cursor, of lists so long that it really is deep. */
  prisma?: () => Promise<number>;
};

export const pageSize = 100;

const actor: Actor = {
  kind: "person",
  id: "bench",
  name: "Bench",
  roles: new Map([[defaultProjectId, "owner"]]),
};

type Library = { outputs: number; perRun: number; sha256: string };
type Where = Record<string, unknown>;

/** Every list of the API that grows with the work, in a library of `seedLibrary`. */
export async function openListings(db: Db, library: Library): Promise<Listing[]> {
  const listings: Listing[] = [];

  async function outputs(name: string, filter: Record<string, string>, where?: Where): Promise<void> {
    const read = async (query: Record<string, unknown>) =>
      listOutputs(db, actor, listOutputsQuerySchema.parse({ limit: pageSize, ...filter, ...query }));
    const reversed = filter["order"] === "newest" ? "oldest" : "newest";
    const fromTheEnd = await read({ order: reversed, limit: pageSize + 1 });
    const last = fromTheEnd.items.at(-1);
    const cursor =
      fromTheEnd.items.length > pageSize && last !== undefined
        ? encodeCursor({ at: new Date(last.createdAt), id: last.id })
        : undefined;
    const direction = filter["order"] === "newest" ? "desc" : "asc";
    listings.push({
      name: `outputs ${name}`,
      first: async () => (await read({})).items.length,
      deepest: async () => (await read({ cursor })).items.length,
      ...(where !== undefined &&
        last !== undefined && {
          prisma: async () => {
            const rows = await db.output.findMany({
              where: { projectId: defaultProjectId, ...where },
              orderBy: [{ createdAt: direction }, { id: direction }],
              cursor: { id: last.id },
              skip: 1,
              take: pageSize,
            });
            return rows.length;
          },
        }),
    });
  }

  function runs(name: string, filter: Record<string, string>, lastNumber?: number): void {
    const read = async (query: Record<string, unknown>) =>
      listRuns(db, actor, listRunsQuerySchema.parse({ limit: pageSize, ...filter, ...query }));
    const cursor =
      lastNumber === undefined ? undefined : encodeCursor({ at: runAt(lastNumber), id: runId(lastNumber) });
    listings.push({
      name: `runs ${name}`,
      first: async () => (await read({})).items.length,
      deepest: async () => (await read({ cursor })).items.length,
    });
  }

  await outputs("all, oldest", { order: "oldest" }, {});
  await outputs("all, newest", { order: "newest" }, {});
  await outputs("to review", { state: "pending", kind: "reviewable" });
  await outputs("approved, newest", { state: "approved", order: "newest" }, { state: "approved" });
  await outputs("of a rare workflow", { workflow: workflowNames.rare });
  await outputs("approved of a rare workflow", { state: "approved", workflow: workflowNames.rare });
  await outputs("of a kind nobody made", { kind: "video" });
  await outputs("of a run", { run: runId(1 + Math.floor(library.outputs / library.perRun / 2)) });
  await outputs("with a word of all prompts", { q: promptWords.everywhere });
  await outputs("with an uncommon word", { q: promptWords.uncommon.word });
  await outputs("with a seed", { q: String(Math.floor(library.outputs / library.perRun / 2)) });
  await outputs("with an id", { q: outputId(Math.floor(library.outputs / 2)) });
  await outputs("with a file's hash", { q: library.sha256 });

  const lastOfRare = 7 + 100 * pageSize;
  runs("all", {}, pageSize + 1);
  runs("active", { status: "active" });
  runs("failed", { status: "failed" });
  runs("of a rare workflow", { workflow: workflowNames.rare }, lastOfRare);
  runs("of a batch", { batch: runId(9) });
  return listings;
}
