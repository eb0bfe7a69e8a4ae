import { expect, it } from "vitest";
import { recordPastAttempt } from "#lib/server/testing/history";
import { eventually, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

it("frees a slot whose attempt was given up, once the server no longer has it, and tells the screens", async () => {
  const { db } = workshop;
  await workshop.worker([await workshop.simulator()]);
  const { id: serverId } = await db.server.findFirstOrThrow();
  const { publishedVersionId } = await db.workflow.findUniqueOrThrow({ where: { name: "slow_probe" } });
  const runId = await recordPastAttempt(db, {
    serverId,
    versionId: publishedVersionId ?? "",
    status: "lost",
    error: "server_gone",
  });
  const { id: attemptId } = await db.attempt.findFirstOrThrow({ where: { runId } });
  await db.serverSlot.updateMany({ where: { serverId }, data: { attemptId } });
  await eventually(async () => expect(await db.serverSlot.count({ where: { attemptId } })).toBe(0));
  const events = await db.event.findMany({ where: { kind: "server.changed", subjectId: serverId } });
  expect(events.map(({ data }) => data)).toContainEqual({ freed: 1 });
});
