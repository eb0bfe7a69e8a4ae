import type { Actor } from "#lib/account/actor";
import { listComments } from "#lib/comment/read-comments";
import type { Db } from "#lib/db/client";
import { encodeCursor } from "#lib/http/cursor";
import { defaultProjectId } from "#lib/project/default-project";
import { readReceiptOutputs } from "#lib/review/read-receipts";
import { readNext, readWindow } from "#lib/review/read-session-outputs";
import { listSessions } from "#lib/review/read-sessions";
import { listRuns } from "#lib/run/read-runs";
import { listRunsQuerySchema } from "#lib/run/run-schema";
import { runAt, runId, workflowNames } from "../kit/seed-library.ts";
import { pageSize, type Listing } from "./listing.ts";
import { type Library, openOutputListings } from "./output-listings.ts";
import { closedSessionId, discussedId, openSessionId, reviewer, type ReviewPlan } from "./seed-review.ts";

const actor: Actor = { ...reviewer, roles: new Map([[defaultProjectId, "owner"]]) };

/** Every list of the API that grows with the work, in a library of `seedLibrary` with the reviews of `seedReview`. */
export async function openListings(db: Db, library: Library, review: ReviewPlan): Promise<Listing[]> {
  return [
    ...(await openOutputListings(db, actor, library)),
    ...openRunListings(db),
    ...(await openReviewListings(db, review)),
  ];
}

function openRunListings(db: Db): Listing[] {
  /** `before` is the number of the run that ends the page before the deepest; runs are listed newest first. */
  function listing(name: string, filter: Record<string, string>, before?: number, who = actor): Listing {
    const read = (query: Record<string, unknown>) =>
      listRuns(db, who, listRunsQuerySchema.parse({ limit: pageSize, ...filter, ...query }));
    const cursor = before === undefined ? undefined : encodeCursor({ at: runAt(before), id: runId(before) });
    return {
      name: `runs ${name}`,
      first: async () => (await read({})).items.length,
      deepest: async () => (await read({ cursor })).items.length,
    };
  }
  // Of a hundred runs one is of the rare workflow, the seventh.
  const lastOfRare = 7 + 100 * pageSize;
  // And every ninth is the same person's.
  const [person, lastOfPerson] = [{ ...actor, id: "person-3" }, 3 + 9 * pageSize];
  return [
    listing("all", {}, pageSize + 1),
    listing("active", { status: "active" }),
    listing("failed", { status: "failed" }),
    listing("of a rare workflow", { workflow: workflowNames.rare }, lastOfRare),
    listing("of a batch", { batch: runId(9) }),
    listing("of mine", { by: "me" }, lastOfPerson, person),
  ];
}

async function openReviewListings(db: Db, { listed, sessions, comments }: ReviewPlan): Promise<Listing[]> {
  const window = async (from: number) =>
    (await readWindow(db, actor, openSessionId, { from, limit: pageSize })).items.length;
  const next = async (from: number) => {
    const { next: found } = await readNext(db, actor, openSessionId, { from, direction: "next" });
    return found === null ? 0 : 1;
  };
  const receipt = async (from: number) =>
    (await readReceiptOutputs(db, actor, closedSessionId, { from, limit: pageSize })).items.length;
  const talk = async (after: number) =>
    (await listComments(db, actor, discussedId, { cursor: String(after), limit: pageSize })).items.length;
  const oldest = await db.reviewSession.findFirstOrThrow({
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
    skip: Math.min(pageSize, sessions - 1),
  });
  const history = async (cursor?: string) =>
    (await listSessions(db, actor, { limit: pageSize, cursor })).items.length;
  const deep = Math.max(0, listed - pageSize);
  return [
    { name: "window of a session", first: () => window(0), deepest: () => window(deep) },
    { name: "next undecided of a session", first: () => next(0), deepest: () => next(deep) },
    { name: "lines of a receipt", first: () => receipt(0), deepest: () => receipt(deep) },
    {
      name: "comments of an output",
      first: () => talk(0),
      deepest: () => talk(Math.max(0, comments - pageSize)),
    },
    {
      name: "sessions of a person",
      first: () => history(),
      deepest: () => history(encodeCursor({ at: oldest.startedAt, id: oldest.id })),
    },
  ];
}
