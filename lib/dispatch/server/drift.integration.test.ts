import { expect, it } from "vitest";
import { readWorkflow } from "#lib/workflow/read-workflows";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { eventually, useWorkshop } from "#lib/dispatch/testing/workshop";

const workshop = useWorkshop(writeProbeWorkflows);
const driftOf = async (name: string) => (await readWorkflow(workshop.db, name)).drift;
const often = { workflowPoll: 50, objectInfo: 100 };

it("T-33 FORM-22 what no server has is known before anybody submits, named, and gone when a server has it", async () => {
  const without = await workshop.simulator({ models: { checkpoints: ["common.safetensors"] } });
  await workshop.worker([without], { timings: often });
  await eventually(async () => expect(await driftOf("checkpoint_probe")).not.toBeNull());
  const drift = await driftOf("checkpoint_probe");
  expect(drift).toMatchObject({
    code: "missing_model",
    message: expect.stringMatching(/^local \d+ lacks nobody_has_this\.safetensors \(ckpt_name\)\./),
  });
  expect(await driftOf("slow_probe")).toBeNull();
  expect(await driftOf("chosen_probe"), "what its form would pick is there").toBeNull();
  expect(await workshop.db.run.count(), "nobody had to submit for that").toBe(0);

  // The server comes back after an update: another model is gone, the other one is there.
  await without.stop();
  const port = Number(new URL(without.url).port);
  const updated = await workshop.simulator({
    port,
    models: { checkpoints: ["nobody_has_this.safetensors"] },
  });
  await eventually(async () => {
    expect(await driftOf("checkpoint_probe")).toBeNull();
    expect(await driftOf("chosen_probe")).toMatchObject({
      message: expect.stringContaining("lacks common.safetensors (Model)"),
    });
  });
  const { since } = (await driftOf("chosen_probe")) ?? {};
  await updated.stop();
  await eventually(async () => {
    const server = await workshop.db.server.findFirstOrThrow({ where: { url: updated.url } });
    expect(server.health).toBe("down");
  });
  expect((await driftOf("chosen_probe"))?.since, "while no server answers, what was known stays").toBe(since);

  const audit = await workshop.db.audit.findMany({
    where: { action: { in: ["workflow.drifted", "workflow.mended"] } },
    orderBy: { id: "asc" },
  });
  const told = audit.map(({ action, data }) => `${action} ${(data as { name: string }).name}`);
  expect(told.toSorted()).toEqual([
    "workflow.drifted checkpoint_probe",
    "workflow.drifted chosen_probe",
    "workflow.mended checkpoint_probe",
  ]);
});
