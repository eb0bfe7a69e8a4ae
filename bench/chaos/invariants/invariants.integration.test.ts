import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { readUnsealed } from "#lib/audit/read-chain";
import { sealAudit } from "#lib/audit/seal-store";
import { emptyLedger } from "#lib/comfyui/simulator/ledger";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { createFileStore } from "#lib/output/file-store";
import { ingestGood, openStudio, paint, reviewer, type Studio } from "#lib/output/testing/studio";
import { decideOutput } from "#lib/review/decide-output";
import { openClientLedger } from "../ledger/client-ledger.ts";
import type { ServerLedger } from "../ledger/server-ledger.ts";
import { readSince, type Evidence } from "./evidence.ts";
import { judge, tellViolation } from "./judge.ts";

// Every checker is first shown a sound history, and then the very thing that it exists to find.

const database = useTestDatabase();
let db: pg.Client;
let files: string;
let studio: Studio;
let evidence: Evidence;
let runId: string;
let attemptId: string;
let outputId: string;
let colour = 0;

beforeAll(async () => {
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  files = await mkdtemp(join(tmpdir(), "proofsheet-invariants-"));
  studio = await openStudio(database.db, createFileStore(files));
});
afterAll(() => db.end());

/** One run from submission to decision, and three ledgers that agree with it. */
beforeEach(async () => {
  // What the last test planted.
  await rewrite("DELETE FROM audit", []);
  await rewrite("DELETE FROM audit_seal", []);
  await db.query("REVOKE DELETE ON audit FROM proofsheet_app");
  const since = await readSince(db);
  const [run] = await studio.queue();
  runId = run?.id ?? "";
  colour += 1;
  const file = await ingestGood(studio.files, await paint(`rgb(${colour}, 0, 0)`));
  outputId = (await studio.finish({ id: runId }, [file]))[0] ?? "";
  const { rows } = await db.query<{ id: string }>("SELECT id FROM attempt WHERE run_id = $1", [runId]);
  attemptId = rows[0]?.id ?? "";
  await db.query(
    `INSERT INTO audit (actor_kind, actor_id, actor_name, action, subject_type, subject_id, data)
     SELECT 'system', 'worker', 'Worker', 'attempt.' || step, 'attempt', $1, '{}' FROM unnest($2::text[]) AS step`,
    [attemptId, ["submitting", "accepted", "executing", "collecting", "done"]],
  );
  await inTransaction(database.db, (tx) =>
    decideOutput(tx, reviewer, outputId, { verdict: "approved", expected: 0 }, new Date()),
  );
  const client = openClientLedger();
  client.submits.push({ key: runId, body: "{}", status: 201, answer: "made", runIds: [runId] });
  client.decisions.push({ outputId, verdict: "approved", expected: 0, status: 200, revision: 1 });
  const events = await db.query<{ position: string }>(
    "SELECT xid || '-' || id AS position FROM event WHERE id > $1 ORDER BY xid, id",
    [since.eventId.toString()],
  );
  const positions = events.rows.map(({ position }) => position);
  client.streams.push({ name: "first", from: "0-0", positions, resets: 0 });
  evidence = {
    db,
    url: database.url,
    files,
    since,
    client,
    servers: [serverThatRan({ [attemptId]: 1 })],
    mayFail: new Set(),
    restedAt: null,
  };
});

function serverThatRan(executions: Record<string, number>, forgotAt: number[] = []): ServerLedger {
  const finished = Object.keys(executions).map((promptId) => ({
    at: 1,
    promptId,
    outcome: "success" as const,
  }));
  return { name: "gpu", lives: [{ ...emptyLedger(), executions, finished }], forgotAt };
}

async function found(): Promise<string[]> {
  return (await judge(evidence)).map(tellViolation);
}

test("finds nothing in a history that is sound", async () => {
  expect(await found()).toEqual([]);
});

test.each<[string, RegExp, () => unknown]>([
  ["a run that is lost", /^I1: run .* does not exist/, () => promise("00000000-0000-7000-8000-000000000001")],
  ["a run that is stuck", /^I1: run .* is stuck: still running/, () => setRun("running")],
  ["a run that ended twice", /^I1: run .* has ended 2 times/, () => audit("run", runId, "run.succeeded")],
  ["a run that failed for no reason of ours", /^I1: run .* failed/, () => setRun("failed")],
  ["a run that was canceled by nobody", /^I1: run .* canceled by nobody/, () => setRun("canceled")],
  ["an attempt that ran twice", /^I2: attempt .* executed 2 times/, () => ran({ [attemptId]: 2 })],
  ["a prompt of nobody", /^I2: prompt .* no attempt/, () => ran({ stranger: 1 })],
  ["a prompt whose graph was not kept", /^I2: attempt .* before its graph/, () => setAttempt("graph = NULL")],
  ["a run that ran again for nothing", /^I2: run .* executed again/, addAttempt],
  ["outputs of two attempts", /^I2: run .* more than one attempt/, addMixedOutput],
  ["a decision that was lost", /^I3: output .* rejected as revision 2/, () => told("rejected", 1, 2)],
  ["a lost update", /^I3: output .* by two people/, () => told("approved", 0, 1)],
  [
    "a hole in the decisions",
    /^I3: output .* hole/,
    () => rewrite("UPDATE decision SET revision = 7 WHERE output_id = $1", [outputId]),
  ],
  [
    "a state that no decision gave",
    /^I3: output .* is rejected/,
    () => db.query("UPDATE output SET state = 'rejected' WHERE id = $1", [outputId]),
  ],
  ["a transition told twice", /^I4: run .* cannot go/, () => audit("run", runId, "run.running")],
  [
    "a transition that is not told",
    /^I4: attempt .* ends with collecting/,
    () => rewrite("DELETE FROM audit WHERE subject_id = $1 AND action = 'attempt.done'", [attemptId]),
  ],
  [
    "a verdict that is not told",
    /^I4: output .* 0 recorded verdicts/,
    () => rewrite("DELETE FROM audit WHERE subject_id = $1 AND action = 'output.approved'", [outputId]),
  ],
  [
    "a record of what never was",
    /^I4: run nobody .* does not exist/,
    () => audit("run", "nobody", "run.succeeded"),
  ],
  ["a line altered after it was sealed", /^I4: audit chain Place \d+ is broken/, alterSealed],
  [
    "a line that was put in",
    /^I4: audit chain Audit line \d+ has no seal/,
    async () => {
      await sealAll();
      await putLineBefore();
    },
  ],
  [
    "a right to alter what is on record",
    /^I4: role proofsheet_app has the right to DELETE audit/,
    () => db.query("GRANT DELETE ON audit TO proofsheet_app"),
  ],
  ["a file that is gone", /^I5: output .* has no file/, () => setHash("a".repeat(64))],
  ["a file with other bytes", /^I5: output .* other bytes/, () => plantFile("b".repeat(64), true)],
  [
    "a file that belongs to nothing",
    /^I5: file c+ belongs to nothing/,
    () => plantFile("c".repeat(64), false),
  ],
  ["a slot of a run that has ended", /^I6: server .* holds a slot/, holdSlot],
  [
    "an attempt without a slot",
    /^I6: attempt .* server without a slot/,
    () => setAttempt("status = 'executing'"),
  ],
  ["an event nobody saw", /^I7: stream first missed 1/, () => see((positions) => positions.slice(0, -1))],
  [
    "an event seen twice",
    /^I7: stream first .* twice/,
    () => see((positions) => [...positions, positions.at(-1) ?? ""]),
  ],
  [
    "events out of order",
    /^I7: stream first .* out of order/,
    () => see((positions) => positions.toReversed()),
  ],
  [
    "an invented event",
    /^I7: stream first .* does not have/,
    () => see((positions) => [...positions, "99999999-99999999"]),
  ],
  ["an answer that changed", /^I8: key .* in other words/, () => answered("{}", 201, "other")],
  ["another body under the key", /^I8: key .* for another body/, () => answered("[]", 201, "made")],
  ["a run nobody was told of", /^I8: run .* nobody was told/, () => evidence.client.submits.splice(0)],
])("catches %s", async (_what, expected, plant) => {
  await plant();
  expect(await found()).toContainEqual(expect.stringMatching(expected));
});

test("forgives a second execution when the first was lost with its server", async () => {
  await addAttempt();
  evidence = { ...evidence, servers: evidence.servers.map((server) => ({ ...server, forgotAt: [2] })) };
  expect(await found()).not.toContainEqual(expect.stringMatching(/executed again/));
});

/** What the database itself refuses to everybody: histories are appended to and never rewritten. */
async function rewrite(sql: string, values: readonly string[]): Promise<void> {
  await db.query("SET session_replication_role = replica");
  await db.query(sql, [...values]);
  await db.query("RESET session_replication_role");
}

async function sealAll(): Promise<void> {
  await vi.waitFor(
    async () => {
      await sealAudit(database.db);
      expect((await readUnsealed(database.db)).lines).toBe(0);
    },
    { timeout: 20_000 },
  );
}

async function alterSealed(): Promise<void> {
  await sealAll();
  await rewrite("UPDATE audit SET actor_name = 'Nobody' WHERE subject_id = $1 AND action = 'attempt.done'", [
    attemptId,
  ]);
}

function putLineBefore(): Promise<void> {
  return rewrite(
    `INSERT INTO audit (xid, actor_kind, actor_id, actor_name, action, subject_type, subject_id, data)
     VALUES (1, 'system', 'worker', 'Worker', 'run.cancel_requested', 'run', $1, '{}')`,
    [runId],
  );
}

function promise(id: string): void {
  evidence.client.submits.push({ key: id, body: "{}", status: 201, answer: "", runIds: [id] });
}

const setRun = (status: string) => db.query("UPDATE run SET status = $2 WHERE id = $1", [runId, status]);
const setAttempt = (change: string) => db.query(`UPDATE attempt SET ${change} WHERE id = $1`, [attemptId]);

function audit(subject: string, id: string, action: string): Promise<unknown> {
  return db.query(
    `INSERT INTO audit (actor_kind, actor_id, actor_name, action, subject_type, subject_id, data)
     VALUES ('system', 'worker', 'Worker', $3, $1, $2, '{}')`,
    [subject, id, action],
  );
}

function ran(executions: Record<string, number>): void {
  evidence = { ...evidence, servers: [serverThatRan(executions)] };
}

async function addAttempt(): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO attempt (id, run_id, server_id, number, status, fence, worker_id, lease_until, graph)
     SELECT gen_random_uuid(), run_id, server_id, 2, 'lost', 2, 'test', now(), '{}' FROM attempt WHERE id = $1
     RETURNING id`,
    [attemptId],
  );
  const second = rows[0]?.id ?? "";
  ran({ [attemptId]: 1, [second]: 1 });
  return second;
}

async function addMixedOutput(): Promise<void> {
  const second = await addAttempt();
  await db.query(
    `INSERT INTO output (id, project_id, workflow_id, run_id, attempt_id, index, node_id, filename, kind)
     SELECT gen_random_uuid(), project_id, workflow_id, run_id, $2, 1, node_id, filename, kind FROM output WHERE id = $1`,
    [outputId, second],
  );
}

function told(verdict: "approved" | "rejected", expected: number, revision: number): void {
  evidence.client.decisions.push({ outputId, verdict, expected, status: 200, revision });
}

async function setHash(sha256: string): Promise<void> {
  await db.query("INSERT INTO file (sha256, bytes, mime) VALUES ($1, 1, 'image/png')", [sha256]);
  await db.query("UPDATE output SET sha256 = $2 WHERE id = $1", [outputId, sha256]);
}

async function plantFile(sha256: string, isOutput: boolean): Promise<void> {
  const folder = join(files, sha256.slice(0, 2), sha256.slice(2, 4));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, sha256), "other bytes");
  if (isOutput) await setHash(sha256);
}

async function holdSlot(): Promise<void> {
  await db.query(
    `INSERT INTO server_slot (server_id, index, attempt_id) SELECT server_id, 0, id FROM attempt WHERE id = $1
     ON CONFLICT (server_id, index) DO UPDATE SET attempt_id = excluded.attempt_id`,
    [attemptId],
  );
}

function see(change: (positions: string[]) => string[]): void {
  const [stream] = evidence.client.streams;
  if (stream) stream.positions = change(stream.positions);
}

function answered(body: string, status: number, answer: string): void {
  evidence.client.submits.push({ key: runId, body, status, answer, runIds: [] });
}
