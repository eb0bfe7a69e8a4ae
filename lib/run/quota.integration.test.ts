import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { AppError } from "#lib/errors";
import {
  openStudio,
  operator,
  owner,
  paperFile,
  reviewer,
  stranger,
  type Studio,
} from "#lib/output/testing/studio";
import { decideOutputs } from "#lib/review/decide-outputs";
import { reseedOutput } from "#lib/review/reseed-output";
import { cancelRun } from "./cancel-run.ts";
import { changeQuota } from "./change-quota.ts";
import { createRuns } from "./create-runs.ts";
import { readQuota } from "./read-quota.ts";

const database = useTestDatabase();
const day = Date.parse("2026-11-28T09:00:00Z");
let studio: Studio;
/** Every test has a day of its own. */
let now = new Date(day);

beforeAll(async () => {
  studio = await openStudio(database.db);
});
beforeEach(() => {
  now = new Date(now.getTime() + 86_400_000);
});
afterEach(() => setQuota(null));

function setQuota(dailyRuns: number | null, actor: Actor = owner) {
  return inTransaction(database.db, (tx) => changeQuota(tx, actor, undefined, { dailyRuns }, now));
}

function start(count: number, at = now) {
  return createRuns(database.db, operator, { workflow: "sample", params: { prompt: "a pier" }, count }, at);
}

const quota = (at = now) => readQuota(database.db, operator, undefined, at);

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error("It was not refused.", { cause: error });
  return error;
}

test("EMP-7 more runs than the quota has left are refused as a whole, with the limit, what is used and when it starts anew", async () => {
  await setQuota(5);
  await start(3);
  const refused = await refusal(start(3));
  expect(refused).toMatchObject({
    code: "quota_used_up",
    retryable: false,
    message:
      "Today 3 of 5 runs are used: 2 are left, and this would be 3. Ask for fewer; the quota starts anew at midnight UTC, in 15 hours.",
    details: { retryAfterSeconds: 15 * 3600, current: { dailyRuns: 5, usedRuns: 3, leftRuns: 2 } },
  });
  expect((await quota()).usedRuns).toBe(3);
  await start(2);
  expect((await refusal(start(1))).message).toBe(
    "Today's quota is used up: 5 of 5 runs. It starts anew at midnight UTC, in 15 hours.",
  );
});

test("the next day has the whole quota again", async () => {
  await setQuota(1);
  await start(1);
  const tomorrow = new Date(now.getTime() + 15 * 3_600_000);
  expect((await quota(tomorrow)).leftRuns).toBe(1);
  await start(1, tomorrow);
  now = tomorrow;
});

test("two who ask at once do not both get the last run", async () => {
  await setQuota(4);
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => start(1)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  expect((await quota()).usedRuns).toBe(4);
});

test("a run canceled before it started is given back", async () => {
  await setQuota(1);
  const [run] = await start(1);
  await inTransaction(database.db, (tx) => cancelRun(tx, operator, run?.id ?? "", now));
  expect((await quota()).leftRuns).toBe(1);
  await start(1);
});

test("SEED-9 a re-seed that the quota refuses leaves its picture undecided, alone and among many", async () => {
  const [run] = await start(1);
  const [id = ""] = await studio.finish({ id: run?.id ?? "" }, [paperFile(run?.id ?? "")]);
  await setQuota(1);
  const reseed = inTransaction(database.db, (tx) => reseedOutput(tx, reviewer, id, { count: 1 }, now));
  expect((await refusal(reseed)).code).toBe("quota_used_up");
  const items = [{ output: id, verdict: "reseeded" as const, expected: 0 }];
  const many = await inTransaction(database.db, (tx) => decideOutputs(tx, reviewer, { items }, now));
  expect(many.items).toMatchObject([{ output: { id }, status: 429, error: { code: "quota_used_up" } }]);
  const output = await database.db.output.findUniqueOrThrow({
    where: { id },
    select: { state: true, revision: true },
  });
  expect(output).toEqual({ state: "pending", revision: 0 });
});

test("only an owner changes the quota, and the change is on record", async () => {
  expect((await refusal(setQuota(3, operator))).code).toBe("forbidden");
  expect((await refusal(readQuota(database.db, stranger, undefined, now))).code).toBe("not_found");
  await setQuota(3);
  await setQuota(3);
  const lines = await database.db.audit.findMany({
    where: { action: "project.quota_changed" },
    orderBy: { id: "desc" },
    take: 2,
  });
  expect(lines.map(({ data }) => data)).toEqual([
    { dailyRuns: 3, before: null },
    expect.not.objectContaining({ before: 3, dailyRuns: 3 }),
  ]);
});
