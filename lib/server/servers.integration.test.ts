import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/account/actor";
import type { Role } from "#lib/account/permissions";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import type { ConfiguredServer } from "#lib/env";
import { newId } from "#lib/ids";
import { drainServer, resumeServer } from "./drain-server.ts";
import { listServers } from "./read-servers.ts";
import { recordHealth, registerServers } from "./server-store.ts";

const database = useTestDatabase();
const projectId = "01900000-0000-7000-8000-000000000001";
const actor = (role: Role): Actor => ({
  kind: "person",
  id: role,
  name: role,
  roles: new Map([[projectId, role]]),
});
const secretive = "http://user:secret@10.1.2.3:8188";
const gpu2 = { pool: "video", url: "http://gpu-2:8190" };
const configured: ConfiguredServer[] = [{ pool: "default", url: secretive }, gpu2];
const register = (servers = configured, slots = 2) =>
  registerServers(database.db, servers, slots, new Date());
const idOf = async (name: string) => (await database.db.server.findUniqueOrThrow({ where: { name } })).id;

beforeAll(async () => void (await register()));

describe("registering", () => {
  it("adds servers with their slots once, however often it is done", async () => {
    await register();
    const { items, pools } = await listServers(database.db, actor("viewer"));
    expect(items.map(({ name, pool, slots }) => [name, pool, slots])).toEqual([
      ["server 3", "default", 2],
      ["gpu-2 8190", "video", 2],
    ]);
    expect(pools.map(({ name }) => name)).toEqual(["default", "video"]);
  });

  it("keeps the history of a server that is gone, and knows it when it returns", async () => {
    const before = await idOf("gpu-2 8190");
    await register([configured[0] ?? { pool: "", url: "" }]);
    expect((await listServers(database.db, actor("viewer"))).items).toHaveLength(1);
    await register();
    expect(await idOf("gpu-2 8190")).toBe(before);
    expect((await listServers(database.db, actor("viewer"))).items).toHaveLength(2);
  });

  it("takes capacity and weight from each server's own settings", async () => {
    await register([{ pool: "default", url: secretive, slots: 3, weight: 7 }, gpu2]);
    const { items, pools } = await listServers(database.db, actor("viewer"));
    expect(items.map(({ slots, weight }) => [slots, weight])).toEqual([
      [3, 7],
      [2, 1],
    ]);
    expect(pools.map(({ slots }) => slots)).toEqual([3, 2]);
    await register();
  });

  it("shrinks the capacity", async () => {
    await register(configured, 1);
    const { items } = await listServers(database.db, actor("viewer"));
    expect(items.map(({ slots }) => slots)).toEqual([1, 1]);
    await register();
  });
});

it("never tells where a server is", async () => {
  const text = JSON.stringify(await listServers(database.db, actor("owner")));
  expect(text).not.toMatch(/10\.1\.2\.3|secret|http:/);
});

it("tells a change of health once, whoever noticed it", async () => {
  const id = await idOf("server 3");
  const events = () => database.db.event.count({ where: { kind: "server.changed", subjectId: id } });
  const down = {
    health: "down",
    reason: "Nothing answers at its address.",
    version: null,
    warnings: [],
    isBelowFloor: false,
  } as const;
  const before = await events();
  await recordHealth(database.db, id, down, false);
  await recordHealth(database.db, id, down, false);
  expect(await events()).toBe(before + 1);
  const [shown] = (await listServers(database.db, actor("viewer"))).items;
  expect(shown).toMatchObject({
    health: "down",
    reason: "Nothing answers at its address.",
    lastSeenAt: null,
  });
  await recordHealth(
    database.db,
    id,
    { health: "ready", reason: null, version: "0.3.64", warnings: ["Old."], isBelowFloor: true },
    true,
  );
  const [back] = (await listServers(database.db, actor("viewer"))).items;
  expect(back).toMatchObject({ health: "ready", version: "0.3.64", warnings: ["Old."] });
  expect(back?.lastSeenAt).not.toBeNull();
});

describe("draining", () => {
  const drain = (who: Actor, id: string) =>
    inTransaction(database.db, (tx) => drainServer(tx, who, id, new Date()));

  it("is for owners", async () => {
    const id = await idOf("server 3");
    for (const role of ["operator", "reviewer", "viewer"] as const) {
      await expect(drain(actor(role), id)).rejects.toMatchObject({ code: "forbidden" });
    }
    const stranger: Actor = { kind: "person", id: "x", name: "x", roles: new Map() };
    await expect(drain(stranger, id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is recorded once, undone by resuming, and refuses what is not there", async () => {
    const id = await idOf("server 3");
    expect(await drain(actor("owner"), id)).toMatchObject({ drained: true });
    expect(await drain(actor("owner"), id)).toMatchObject({ drained: true });
    const resumed = await inTransaction(database.db, (tx) =>
      resumeServer(tx, actor("owner"), id, new Date()),
    );
    expect(resumed.drained).toBe(false);
    const audit = await database.db.audit.findMany({
      where: { subjectId: id, actorId: "owner" },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action }) => action)).toEqual(["server.drained", "server.resumed"]);
    await expect(drain(actor("owner"), newId())).rejects.toMatchObject({ code: "not_found" });
    await expect(drain(actor("owner"), "nonsense")).rejects.toMatchObject({ code: "not_found" });
  });
});
