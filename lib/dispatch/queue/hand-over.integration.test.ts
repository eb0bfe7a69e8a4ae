import { beforeEach, expect, it } from "vitest";
import { registerServers, type ServerRow } from "#lib/server/server-store";
import { noteTrouble } from "#lib/dispatch/attempt/attempt-store";
import { claimRun, handOver, readQueuedVersions, type Fit } from "./claim-store.ts";
import { FenceLost, type HeldAttempt } from "#lib/dispatch/attempt/held-attempt";
import { takeOverExpired } from "./lease-store.ts";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { useWorkshop } from "#lib/dispatch/testing/workshop";

const workshop = useWorkshop(writeProbeWorkflows);
let server: ServerRow;
let fits: Fit[];
beforeEach(async () => {
  await workshop.db.server.updateMany({ data: { drainedAt: null } });
  await register(2);
});

async function register(slots: number): Promise<void> {
  const [row] = await registerServers(
    workshop.db,
    [{ pool: "default", url: "http://full:8188", slots }],
    1,
    new Date(),
  );
  if (row === undefined) throw new Error("There is no server.");
  server = row;
}

/** Both slots taken, by the first two of `count` runs. */
async function fill(count: number): Promise<{ runIds: string[]; giver: HeldAttempt; other: HeldAttempt }> {
  const runs = await workshop.submit("slow_probe", {}, count);
  const versions = await readQueuedVersions(workshop.db);
  fits = versions.map((versionId) => ({ versionId, serverId: server.id }));
  const claims = [await claim(), await claim()];
  const [giver, other] = claims;
  if (!giver || !other) throw new Error("The slots were not free.");
  return { runIds: runs.map(({ id }) => id), giver, other };
}

async function claim(): Promise<HeldAttempt | null> {
  return (await claimRun(workshop.db, "w", fits, 5000, new Date()))?.attempt ?? null;
}

async function hand(giver: HeldAttempt): Promise<HeldAttempt | null> {
  return (await handOver(workshop.db, "w", fits, 5000, new Date(), giver))?.attempt ?? null;
}

async function holders(): Promise<(string | null)[]> {
  const slots = await workshop.db.serverSlot.findMany({
    where: { serverId: server.id },
    orderBy: { index: "asc" },
  });
  return slots.map(({ attemptId }) => attemptId);
}

it("the slot of a picture that is done goes to the next run at once, and to one only", async () => {
  const { runIds, giver, other } = await fill(4);
  const next = await hand(giver);
  expect(next).toMatchObject({ runId: runIds[2], serverId: server.id, status: "submitting" });
  expect(await holders()).toEqual([next?.id, other.id]);
  expect(giver.status).toBe("collecting");
  const steps = await workshop.db.audit.findMany({
    where: { subjectId: { in: [giver.id, next?.id ?? ""] } },
    orderBy: { id: "asc" },
  });
  expect(steps.map(({ action }) => action)).toEqual([
    "attempt.submitting",
    expect.stringMatching(/attempt\.(collecting|submitting)/),
    expect.stringMatching(/attempt\.(collecting|submitting)/),
  ]);
  expect(await claim(), "both slots are taken").toBeNull();
});

it("what holds a picture up stays told when its slot is given back after that", async () => {
  const { giver } = await fill(3);
  const trouble = { code: "storage_full", message: "There is no space.", remedy: "Make some." };
  await noteTrouble(workshop.db, giver, trouble);
  await hand(giver);
  const { status, error } = await workshop.db.attempt.findUniqueOrThrow({ where: { id: giver.id } });
  expect({ status, error }).toEqual({ status: "collecting", error: trouble });
});

it("with nothing in the queue the slot becomes free", async () => {
  const { giver, other } = await fill(2);
  expect(await hand(giver)).toBeNull();
  expect(await holders()).toEqual([null, other.id]);
  expect(giver.status).toBe("collecting");
});

it("a worker that has lost the attempt hands nothing over and takes nothing", async () => {
  const { runIds, giver, other } = await fill(3);
  await workshop.db.$executeRaw`UPDATE attempt SET lease_until = now() - interval '1 second'`;
  const taken = await takeOverExpired(workshop.db, "other", [], 5000);
  expect(taken.map(({ id }) => id).toSorted()).toEqual([giver.id, other.id].toSorted());
  await expect(hand(giver)).rejects.toThrow(FenceLost);
  expect(await holders()).toEqual([giver.id, other.id]);
  expect((await workshop.read(runIds[2] ?? "")).status).toBe("queued");
});

it("a drained server gets its slot back and no run", async () => {
  const { runIds, giver, other } = await fill(3);
  await workshop.db.server.update({ where: { id: server.id }, data: { drainedAt: new Date() } });
  expect(await hand(giver)).toBeNull();
  expect(await holders()).toEqual([null, other.id]);
  expect((await workshop.read(runIds[2] ?? "")).status).toBe("queued");
});

it("a slot beyond a smaller capacity is not handed on", async () => {
  const { giver, other } = await fill(3);
  await register(1);
  expect(await hand(other)).toBeNull();
  expect(await holders()).toEqual([giver.id]);
});
