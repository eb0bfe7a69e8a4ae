import { describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { person } from "#lib/output/testing/studio";
import { cancelRun } from "#lib/run/cancel-run";
import { retryRun } from "#lib/run/retry-run";
import { eventually, owner, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);
const retry = (id: string, actor = owner) =>
  inTransaction(workshop.db, (tx) => retryRun(tx, actor, id, new Date()));

describe("RUN-8 retrying a run that failed", () => {
  it("repeats that very run as a new attempt, with its params and seed, and its losses are counted afresh", async () => {
    const simulator = await workshop.simulator({ scenarios: [{ kind: "out-of-memory", times: 3 }] });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe", { width: 32 });
    const failed = await workshop.until(run?.id ?? "", "failed");
    expect(failed.attempts).toHaveLength(2);

    const queued = await retry(failed.id);
    expect(queued).toMatchObject({ id: failed.id, status: "queued", error: null, finishedAt: null });
    const done = await workshop.until(failed.id, "succeeded");
    // One more loss of the kind is borne again, as it was the first time.
    expect(done.attempts.map(({ number, status }) => [number, status])).toEqual([
      [1, "lost"],
      [2, "lost"],
      [3, "lost"],
      [4, "done"],
    ]);
    expect(done).toMatchObject({
      seed: failed.seed,
      params: failed.params,
      batchId: failed.batchId,
      error: null,
    });
    expect(done.outputs).toHaveLength(1);
    const audit = await workshop.db.audit.findMany({
      where: { subjectId: failed.id },
      orderBy: { id: "asc" },
    });
    expect(audit.filter(({ action }) => action === "run.queued").at(-2)).toMatchObject({
      actorName: owner.name,
    });
    const events = await workshop.db.event.findMany({
      where: { subjectId: failed.id },
      orderBy: { id: "asc" },
    });
    const told = events.map(({ data }) => (data as { status: string }).status);
    expect(told.slice(told.indexOf("failed"))).toContain("queued");
  });

  it("keeps what was set aside, and puts what it makes behind it", async () => {
    const simulator = await workshop.simulator({ scenarios: [{ kind: "view-garbage", times: "always" }] });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    const failed = await workshop.until(run?.id ?? "", "failed");
    simulator.clearScenarios();
    await retry(failed.id);
    const done = await workshop.until(failed.id, "succeeded");
    expect(done.outputs.map(({ index, quarantine }) => [index, quarantine === null])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  it("is not stopped by a cancel from before, and can be canceled itself", async () => {
    const [run] = await workshop.submit("slow_probe");
    const id = run?.id ?? "";
    const error = { code: "node_error", message: "It failed.", remedy: "" };
    await workshop.db.run.update({
      where: { id },
      data: { status: "failed", error, cancelRequestedAt: new Date(), finishedAt: new Date() },
    });
    expect(await retry(id)).toMatchObject({ status: "queued", cancelRequested: false });
    const canceled = await inTransaction(workshop.db, (tx) => cancelRun(tx, owner, id, new Date()));
    expect(canceled.status).toBe("canceled");
  });

  it("is for who may start runs, and only of what failed", async () => {
    const simulator = await workshop.simulator();
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    const done = await workshop.until(run?.id ?? "", "succeeded");
    await expect(retry(done.id)).rejects.toMatchObject({
      code: "conflict",
      message: "Only a failed run can be retried; this one is succeeded.",
    });
    await expect(retry(done.id, person("Rita", "reviewer"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("pressed by several at once starts one attempt", async () => {
    const simulator = await workshop.simulator({ scenarios: [{ kind: "node-error" }] });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    const { id } = await workshop.until(run?.id ?? "", "failed");
    const answers = await Promise.allSettled([retry(id), retry(id), retry(id)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const done = await workshop.until(id, "succeeded");
    await eventually(() => expect(done.attempts).toHaveLength(2));
  });
});
