import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { systemActor, type Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { setAside } from "#lib/output/ingest-file";
import { createOutputs } from "#lib/output/output-store";
import { defaultProjectId } from "#lib/project/default-project";
import { createChildRuns } from "#lib/run/create-child-runs";
import { createRuns } from "#lib/run/create-runs";
import { readRunsById } from "#lib/run/read-runs";
import { makeProject } from "#lib/run/testing/actors";
import { registerServers, type ServerRow } from "#lib/server/server-store";
import { readVersion } from "#lib/workflow/read-version";
import { claimRun, readQueuedVersions } from "./claim-store.ts";
import type { HeldAttempt } from "#lib/dispatch/attempt/held-attempt";
import { losses } from "#lib/dispatch/attempt/losses";
import { settleLost } from "#lib/dispatch/attempt/settle-attempt";
import { useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);
let server: ServerRow;
let otherProject: string;
beforeEach(async () => {
  await workshop.db.queueTurn.deleteMany();
  server = await register(["http://a:8188"]).then(([row]) => row as ServerRow);
  otherProject = await makeProject(workshop.db, `project-${newId()}`);
});

function register(urls: readonly string[]): Promise<ServerRow[]> {
  return registerServers(
    workshop.db,
    urls.map((url) => ({ pool: "default", url })),
    1,
    new Date(),
  );
}

function person(id: string): Actor {
  const roles = new Map([defaultProjectId, otherProject].map((project) => [project, "operator"] as const));
  return { kind: "person", id, name: id, roles };
}

type Asked = { project?: string; priority?: number; count?: number; workflow?: string };

async function submit(who: string, asked: Asked = {}): Promise<string[]> {
  const { project = defaultProjectId, priority = 0, count = 1, workflow = "slow_probe" } = asked;
  const input = { workflow, params: {}, count, project };
  const runs = await createRuns(workshop.db, person(who), input, new Date());
  const ids = runs.map(({ id }) => id);
  await workshop.db.run.updateMany({ where: { id: { in: ids } }, data: { priority } });
  return ids;
}

async function claim(rows: readonly ServerRow[] = [server]): Promise<HeldAttempt | null> {
  const versions = await readQueuedVersions(workshop.db);
  const fits = versions.flatMap((versionId) => rows.map(({ id }) => ({ versionId, serverId: id })));
  return (await claimRun(workshop.db, "w", fits, 5000, new Date()))?.attempt ?? null;
}

async function finish(held: HeldAttempt): Promise<void> {
  await workshop.db.serverSlot.updateMany({ where: { attemptId: held.id }, data: { attemptId: null } });
  await workshop.db.attempt.update({ where: { id: held.id }, data: { status: "done" } });
  await workshop.db.run.update({ where: { id: held.runId }, data: { status: "succeeded" } });
}

/** Claims and finishes, one after the other, as a single slot would; whose run each was. */
async function serve(turns: number): Promise<string[]> {
  const order: string[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const held = await claim();
    if (held === null) break;
    const run = await workshop.db.run.findUniqueOrThrow({ where: { id: held.runId } });
    order.push(run.submitterId);
    await finish(held);
  }
  return order;
}

describe("turns", () => {
  it("RUN-12 a single picture does not wait for somebody else's 500", async () => {
    await submit("bulk", { count: 100 });
    await submit("bulk", { count: 100 });
    await submit("bulk", { count: 100 });
    await submit("bulk", { count: 100 });
    await submit("bulk", { count: 100 });
    expect(await serve(3)).toEqual(["bulk", "bulk", "bulk"]);
    await submit("single");
    expect(await serve(2)).toContain("single");
  });

  it("go round between projects, whatever each of them has waiting, and inside a project between people", async () => {
    for (const who of ["ada", "ben", "cleo"]) await submit(who, { count: 4 });
    await submit("zoe", { project: otherProject, count: 6 });
    const order = await serve(12);
    expect(order.filter((who) => who === "zoe")).toHaveLength(6);
    for (const who of ["ada", "ben", "cleo"]) expect(order.filter((id) => id === who)).toHaveLength(2);
  });

  it("never let a person who waits be passed over twice by another one of the same project", async () => {
    const people = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(people, async (counts) => {
        await workshop.db.queueTurn.deleteMany();
        for (const [index, count] of counts.entries()) await submit(`p${index}`, { count });
        const order = await serve(counts.reduce((sum, count) => sum + count, 0));
        const left = new Map(counts.map((count, index) => [`p${index}`, count]));
        let lastOf = new Map<string, number>();
        for (const [turn, who] of order.entries()) {
          for (const [other, count] of left) {
            const since = lastOf.get(other) ?? -1;
            const turns = order.slice(since + 1, turn).filter((id) => id === who).length;
            if (other !== who && count > 0) expect(turns, `${who} passed ${other} over`).toBeLessThan(2);
          }
          lastOf = lastOf.set(who, turn);
          left.set(who, (left.get(who) ?? 0) - 1);
        }
        expect(
          [...left.values()].every((count) => count === 0),
          "everything was served",
        ).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it("of a server are not used up by work on another one", async () => {
    const [a, b] = await register(["http://a:8188", "http://b:8188"]);
    if (!a || !b) throw new Error("There are two servers.");
    const [only] = await submit("ben", { workflow: "pooled_probe", count: 3 });
    await submit("ada", { workflow: "pooled_probe" });
    const pooled = await workshop.db.run.findUniqueOrThrow({ where: { id: only ?? "" } });
    const onB = () =>
      claimRun(workshop.db, "w", [{ versionId: pooled.versionId, serverId: b.id }], 5000, new Date());
    const first = await onB();
    if (first) await finish(first.attempt);
    await submit("ada", { count: 2 });
    const elsewhere = await claim([a]);
    expect(elsewhere?.serverId).toBe(a.id);
    const second = (await onB())?.attempt;
    const run = await workshop.db.run.findUniqueOrThrow({ where: { id: second?.runId ?? "" } });
    expect(run.submitterId).toBe("ada");
  });
});

describe("priority and ageing", () => {
  it("what matters more goes first, but a line that has waited is raised to the highest that waits", async () => {
    const [patient] = await submit("ada");
    await submit("ben", { priority: 1, count: 5 });
    expect(await serve(3)).toEqual(["ben", "ben", "ben"]);
    const longAgo = new Date(Date.now() - 11 * 60_000);
    await workshop.db.run.update({ where: { id: patient ?? "" }, data: { createdAt: longAgo } });
    expect(await serve(3)).toEqual(["ada", "ben", "ben"]);
  });

  it("a batch that is served does not age, so it stays behind what matters more", async () => {
    const batch = await submit("bulk", { count: 3 });
    await serve(1);
    const longAgo = new Date(Date.now() - 60 * 60_000);
    await workshop.db.run.updateMany({ where: { id: { in: batch } }, data: { createdAt: longAgo } });
    await submit("ben", { priority: 1, count: 2 });
    expect(await serve(4)).toEqual(["ben", "ben", "bulk", "bulk"]);
  });

  it("one's own urgent runs do not hold one's others back for ever", async () => {
    const [patient] = await submit("ada");
    await submit("ada", { priority: 2, count: 4 });
    await serve(2);
    const longAgo = new Date(Date.now() - 21 * 60_000);
    await workshop.db.run.update({ where: { id: patient ?? "" }, data: { createdAt: longAgo } });
    await serve(1);
    expect((await workshop.read(patient ?? "")).status).toBe("succeeded");
  });
});

it("a run that lost its attempt keeps its place: it has had its turn and goes next", async () => {
  const [first] = await submit("ada", { count: 3 });
  await submit("ben", { count: 2 });
  const held = await claim();
  if (!held) throw new Error("Nothing was claimed.");
  expect(held.runId).toBe(first);
  await settleLost({ db: workshop.db } as Parameters<typeof settleLost>[0], held, losses.restarted, {
    isOffServer: true,
  });
  expect((await claim())?.runId).toBe(first);
});

it("re-seeds take the turns of whoever asked for them, not of whoever made the picture", async () => {
  await submit("operator");
  const held = await claim();
  if (!held) throw new Error("Nothing was claimed.");
  const { id: attemptId, runId, projectId } = held;
  const { workflowId } = await readVersion(workshop.db, held.versionId);
  await inTransaction(workshop.db, async (tx) => {
    const files = [
      { nodeId: "3", filename: "a.png", file: setAside("other", "Nothing but a row is needed.") },
    ];
    const of = { id: runId, projectId, workflowId, attemptId };
    const [output] = await createOutputs(tx, systemActor, of, files, new Date());
    const above = { outputId: output?.id ?? "", rootOutputId: null, generation: 0, runId, projectId };
    await createChildRuns(
      tx,
      person("reviewer"),
      { ...above, workflow: "model_free_card" },
      {
        count: 3,
        grain: { grain: "everything", seed: { choice: "random" } },
        version: "parent",
        reason: null,
        now: new Date(),
      },
    );
  });
  await finish(held);
  await submit("operator", { count: 2 });
  expect(await serve(5)).toEqual(["reviewer", "operator", "reviewer", "operator", "reviewer"]);
});

it("RUN-4 RUN-12 the place a run is told is the one it gets", async () => {
  const bulk = await submit("bulk", { count: 4 });
  const [single] = await submit("single");
  const told = await readRunsById(workshop.db, [...bulk, single ?? ""]);
  const ahead = told.map(({ queuePosition }) => queuePosition);
  expect(ahead).toEqual([0, 2, 3, 4, 1]);
  expect(await serve(2)).toEqual(["bulk", "single"]);
});

describe("RUN-4 what is ahead of a run", () => {
  const aheadOf = async (id: string | undefined) =>
    (await readRunsById(workshop.db, [id ?? ""]))[0]?.queuePosition;

  it("is only what the same servers could take", async () => {
    await submit("ada", { workflow: "pooled_probe", count: 3 });
    const [elsewhere] = await submit("ben", { workflow: "other_pool_probe" });
    expect(await aheadOf(elsewhere), "its pool has nothing else to do").toBe(0);
    const [anywhere] = await submit("cleo");
    expect(await aheadOf(anywhere), "any server would do, so both pools' first turns count").toBe(2);
    const [pooled] = await submit("ben", { workflow: "pooled_probe" });
    expect(await aheadOf(pooled), "one turn of its pool and the one that goes anywhere").toBe(2);
  });

  it("is nothing that no server can take just now", async () => {
    const blocked = await submit("ada", { count: 3 });
    const [free] = await submit("ben");
    expect(await aheadOf(free)).toBe(1);
    const waiting = { code: "missing_model", message: "gpu-1 lacks a file." };
    await workshop.db.run.updateMany({ where: { id: { in: blocked } }, data: { waiting } });
    expect(await aheadOf(free)).toBe(0);
    const retry = { code: "retry", message: "The server restarted. It is submitted again." };
    await workshop.db.run.updateMany({ where: { id: { in: blocked } }, data: { waiting: retry } });
    expect(await aheadOf(free), "what waits to be sent again has its turn before").toBe(1);
  });
});
