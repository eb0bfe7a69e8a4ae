import { beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { registerServers, type ServerRow } from "#lib/server/server-store";
import { freeSlot } from "#lib/dispatch/attempt/attempt-store";
import { claimRun, readQueuedVersions, type Fit } from "./claim-store.ts";
import type { HeldAttempt } from "#lib/dispatch/attempt/held-attempt";
import { renewLeases, takeOverExpired } from "./lease-store.ts";
import { useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);
let servers: ServerRow[];
beforeEach(async () => {
  const urls = ["http://a:8188", "http://b:8188", "http://c:8188"];
  servers = await registerServers(
    workshop.db,
    urls.map((url) => ({ pool: "default", url })),
    3,
    new Date(),
  );
});

async function fitsOf(rows: readonly ServerRow[]): Promise<Fit[]> {
  const versions = await readQueuedVersions(workshop.db);
  return versions.flatMap((versionId) => rows.map(({ id }) => ({ versionId, serverId: id })));
}

async function claim(fits: readonly Fit[], workerId = "w"): Promise<HeldAttempt | null> {
  return (await claimRun(workshop.db, workerId, fits, 5000, new Date()))?.attempt ?? null;
}

describe("claiming", () => {
  it("hands out every slot once and every run once, however many reach for them", async () => {
    const runs = await workshop.submit("slow_probe", {}, 30);
    const fits = await fitsOf(servers);
    const rounds = await Promise.all(Array.from({ length: 24 }, (_, index) => claim(fits, `w${index}`)));
    const more: (HeldAttempt | null)[] = [];
    for (let tries = 0; tries < 9; tries += 1) more.push(await claim(fits));
    const claimed = [...rounds, ...more].filter((attempt) => attempt !== null);
    expect(claimed).toHaveLength(9);
    expect(new Set(claimed.map(({ runId }) => runId)).size).toBe(9);
    expect(new Set(claimed.map(({ fence }) => fence)).size).toBe(9);
    const perServer = Map.groupBy(claimed, ({ serverId }) => serverId);
    expect([...perServer.values()].map(({ length }) => length)).toEqual([3, 3, 3]);
    // Not in strict order: a run that somebody holds while finding no slot is passed over, and comes next.
    const submitted = new Set(runs.map(({ id }) => id));
    expect(claimed.every(({ runId }) => submitted.has(runId))).toBe(true);
  });

  it("takes what matters more first, then what came first", async () => {
    const [early] = await workshop.submit("slow_probe");
    const [late] = await workshop.submit("slow_probe");
    const [urgent] = await workshop.submit("slow_probe");
    await workshop.db.run.update({ where: { id: urgent?.id ?? "" }, data: { priority: 5 } });
    const fits = await fitsOf(servers);
    const order = [await claim(fits), await claim(fits), await claim(fits)].map((attempt) => attempt?.runId);
    expect(order).toEqual([urgent?.id, early?.id, late?.id]);
  });

  it("is not held up by a run that no free server can take", async () => {
    const [stuck] = await workshop.submit("pooled_probe");
    const [free] = await workshop.submit("slow_probe");
    const fits = await fitsOf(servers);
    const { versionId } = await workshop.db.run.findUniqueOrThrow({ where: { id: free?.id ?? "" } });
    const claimed = await claim(fits.filter((fit) => fit.versionId === versionId));
    expect(claimed?.runId).toBe(free?.id);
    expect((await workshop.read(stuck?.id ?? "")).status).toBe("queued");
  });

  it("prefers an idle server, and of those the one that ran the same version last", async () => {
    const [run] = await workshop.submit("slow_probe", {}, 4);
    const { versionId } = await workshop.db.run.findUniqueOrThrow({ where: { id: run?.id ?? "" } });
    const warm = servers[1]?.id ?? "";
    await workshop.db.server.updateMany({ data: { lastVersionId: null } });
    await workshop.db.server.update({ where: { id: warm }, data: { lastVersionId: versionId } });
    const fits = await fitsOf(servers);
    const claimed = [await claim(fits), await claim(fits), await claim(fits), await claim(fits)];
    expect(claimed[0]?.serverId).toBe(warm);
    expect(new Set(claimed.slice(0, 3).map((attempt) => attempt?.serverId)).size).toBe(3);
  });

  it("leaves a version to the full server that has it loaded, while there is other work for a free one", async () => {
    const [atHome] = await workshop.submit("slow_probe");
    const [stranger] = await workshop.submit("other_probe");
    const versionOf = async (id = "") =>
      (await workshop.db.run.findUniqueOrThrow({ where: { id } })).versionId;
    const [free, full] = servers;
    if (free === undefined || full === undefined) throw new Error("There are not enough servers.");
    await workshop.db.server.updateMany({ data: { lastVersionId: null } });
    await workshop.db.server.update({
      where: { id: full.id },
      data: { lastVersionId: await versionOf(atHome?.id) },
    });
    await workshop.db.$executeRaw`
      UPDATE server_slot SET reserved_until = now() + interval '1 minute' WHERE server_id = ${full.id}::uuid`;
    const fits = await fitsOf([free, full]);
    expect(await claim(fits)).toMatchObject({ runId: stranger?.id, serverId: free.id });
    expect(await claim(fits)).toMatchObject({ runId: atHome?.id, serverId: free.id });
    await workshop.db.$executeRaw`UPDATE server_slot SET reserved_until = NULL`;
  });

  it("prefers the heavier of servers that are alike otherwise", async () => {
    await workshop.submit("slow_probe", {}, 2);
    await workshop.db.server.updateMany({ data: { lastVersionId: null } });
    const heavy = servers[2]?.id ?? "";
    await workshop.db.server.update({ where: { id: heavy }, data: { weight: 3 } });
    const fits = await fitsOf(servers);
    expect((await claim(fits))?.serverId).toBe(heavy);
    expect((await claim(fits))?.serverId).not.toBe(heavy);
  });

  it("keeps its hands off slots that are reserved, until the reservation runs out", async () => {
    await workshop.submit("slow_probe");
    const fits = await fitsOf(servers);
    const reserve = (seconds: number) => workshop.db.$executeRaw`
      UPDATE server_slot SET reserved_until = now() + ${seconds} * interval '1 second'`;
    await reserve(60);
    expect(await claim(fits)).toBeNull();
    await reserve(-1);
    expect(await claim(fits)).not.toBeNull();
  });

  it("a slot beyond a smaller capacity stays with its attempt and goes with it", async () => {
    await workshop.submit("slow_probe", {}, 9);
    const [server] = servers;
    if (server === undefined) throw new Error("There is no server.");
    const fits = (await fitsOf(servers)).filter(({ serverId }) => serverId === server.id);
    const held = [await claim(fits), await claim(fits), await claim(fits)];
    const smaller = { pool: "default", url: server.url, slots: 1 };
    await registerServers(workshop.db, [smaller], 3, new Date());
    expect(await workshop.db.serverSlot.count({ where: { serverId: server.id } })).toBe(3);
    for (const attempt of held) {
      await inTransaction(workshop.db, (tx) => freeSlot(tx, attempt?.id ?? ""));
    }
    expect(await workshop.db.serverSlot.count({ where: { serverId: server.id } })).toBe(1);
    // One that was freed in the very moment of the change is not to be had either.
    await workshop.db.serverSlot.create({ data: { serverId: server.id, index: 1 } });
    expect([await claim(fits), await claim(fits)].map((attempt) => attempt?.serverId)).toEqual([
      server.id,
      undefined,
    ]);
  });

  it("gives a drained server nothing", async () => {
    await workshop.submit("slow_probe");
    const fits = await fitsOf(servers);
    await workshop.db.server.updateMany({ data: { drainedAt: new Date() } });
    expect(await claim(fits)).toBeNull();
    await workshop.db.server.updateMany({ data: { drainedAt: null } });
    expect(await claim(fits)).not.toBeNull();
  });
});

it("the slots of a silent worker stay taken: its server may still be at work for it", async () => {
  await workshop.submit("slow_probe", {}, 10);
  const fits = await fitsOf(servers);
  const held: string[] = [];
  for (let tries = 0; tries < 9; tries += 1) held.push((await claim(fits, "silent"))?.id ?? "");
  expect(await renewLeases(workshop.db, "silent", held, -1000)).toHaveLength(9);
  expect(await claim(fits, "other")).toBeNull();
});

it("renews only what the worker still holds, and takes over only what has expired, under a new fence", async () => {
  await workshop.submit("slow_probe");
  const held = await claim(await fitsOf(servers), "first");
  if (!held) throw new Error("Nothing was claimed.");
  expect(await takeOverExpired(workshop.db, "second", [], 5000)).toEqual([]);
  expect(await renewLeases(workshop.db, "second", [held.id], 5000)).toEqual([]);
  expect(await renewLeases(workshop.db, "first", [held.id], -1000)).toMatchObject([
    { id: held.id, fence: held.fence },
  ]);
  const [taken] = await takeOverExpired(workshop.db, "second", [], 5000);
  expect(taken).toMatchObject({ id: held.id, runId: held.runId, mayBePosted: true });
  expect(taken?.fence).toBeGreaterThan(held.fence);
  expect(await renewLeases(workshop.db, "first", [held.id], 5000)).toEqual([]);
});
