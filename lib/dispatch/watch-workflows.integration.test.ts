import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { expect, it } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { sweepOld } from "./housekeeping-store.ts";
import { writeProbeWorkflows } from "./testing/probe-workflow.ts";
import { createWorkflowWatch } from "./watch-workflows.ts";

const database = useTestDatabase();

it("follows the folders: a change is a new version, a broken file is set aside, the repair publishes again", async () => {
  const folders = await writeProbeWorkflows();
  const watch = createWorkflowWatch(database.db, folders, pino({ level: "silent" }));
  const read = () =>
    database.db.workflow.findUniqueOrThrow({ where: { name: "slow_probe" }, include: { versions: true } });
  await watch();
  const first = await read();
  expect(first).toMatchObject({ problems: null, versions: [{ number: 1 }] });
  await watch();
  expect((await read()).versions).toHaveLength(1);

  const schema = join(folders.params, "slow_probe.schema.json");
  await writeFile(schema, "{ not json");
  await watch();
  expect((await read()).problems).not.toBeNull();
  await writeFile(
    schema,
    JSON.stringify({
      title: "Other",
      type: "object",
      additionalProperties: false,
      properties: { colour: { type: "integer", "x-bind": "/1/inputs/color" } },
    }),
  );
  await watch();
  expect(await read()).toMatchObject({ problems: null, title: "Other", versions: [{}, {}] });

  await rm(schema);
  await watch();
  expect((await read()).problems).not.toBeNull();
});

it("forgets old answers, old events and the lists of sessions long closed, and nothing younger", async () => {
  const { db } = database;
  await db.$executeRaw`
    INSERT INTO idempotency (actor_id, key, body_hash, created_at)
    VALUES ('a', 'old', '', now() - interval '49 hours'), ('a', 'young', '', now() - interval '47 hours')`;
  const before = await db.event.count();
  await db.event.create({
    data: {
      kind: "run.changed",
      subjectId: newId(),
      data: {},
      createdAt: new Date(Date.now() - 8 * 86_400_000),
    },
  });
  const listed = async (daysAgo: number) => {
    const closedAt = new Date(Date.now() - daysAgo * 86_400_000);
    const { id } = await db.reviewSession.create({
      data: {
        id: newId(),
        reviewerKind: "person",
        reviewerId: "rita",
        reviewerName: "Rita",
        scope: {},
        scopeKey: String(daysAgo),
        order: "oldest",
        listedAt: closedAt,
        closedAt,
      },
    });
    await db.reviewSessionOutput.create({ data: { sessionId: id, position: 0, outputId: newId() } });
    return id;
  };
  await listed(31);
  const young = await listed(29);
  expect(await sweepOld(db)).toEqual({ keys: 1, events: 1, lists: 1 });
  expect((await db.reviewSessionOutput.findMany()).map(({ sessionId }) => sessionId)).toEqual([young]);
  expect((await db.idempotency.findMany()).map(({ key }) => key)).toEqual(["young"]);
  expect(await db.event.count()).toBe(before);
});
