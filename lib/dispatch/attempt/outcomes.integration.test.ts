import { expect, it } from "vitest";
import { readPreview } from "#lib/run/read-preview";
import { eventually, executionsOn, owner, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

it("RUN-7 traces a refused value back to its form field, with a remedy", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  // The contract allows what the node does not: its author forgot the upper bound.
  const [run] = await workshop.submit("slow_probe", { width: 1_000_000 });
  const failed = await workshop.until(run?.id ?? "", "failed");
  expect(failed.error).toMatchObject({
    code: "refused",
    field: "/params/width",
    node: { id: "1", classType: "EmptyImage" },
    remedy: expect.stringMatching(/\w/),
  });
  expect(failed.attempts).toMatchObject([{ status: "refused" }]);
  expect(executionsOn(simulator)).toEqual({});
});

it("RUN-10 T-32 fails a run of which the server took only a part, names what would be missing, and takes that part back", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("twofold_probe", { second_width: 1_000_000, steps: 50, delay: 0.1 });
  const failed = await workshop.until(run?.id ?? "", "failed");
  expect(failed.error).toMatchObject({
    code: "refused",
    field: "/params/second_width",
    message: expect.stringContaining("Without that, “Second picture” would be missing"),
  });
  expect(failed.outputs).toEqual([]);
  expect(simulator.ledger.read().arrivals).toMatchObject([{ status: 200 }]);
  await eventually(() => expect(simulator.queueRemaining()).toBe(0));
  expect(simulator.ledger.read().prompts.map(({ fate }) => fate)).not.toContain("success");
});

it("RUN-7 names the node that failed and keeps the server's paths to itself", async () => {
  const simulator = await workshop.simulator({
    scenarios: [
      { kind: "node-error", node: { id: "2" }, message: "cannot open /srv/comfyui/models/secret.pt" },
    ],
  });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const failed = await workshop.until(run?.id ?? "", "failed");
  expect(failed.error).toMatchObject({ code: "node_error", node: { id: "2", title: "Slow step" } });
  expect(JSON.stringify(failed)).not.toContain("/srv");
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
});

it("tries once more after running out of memory, then names the size as the cause", async () => {
  const simulator = await workshop.simulator({ scenarios: [{ kind: "out-of-memory", times: 2 }] });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const failed = await workshop.until(run?.id ?? "", "failed");
  expect(failed.error).toMatchObject({ code: "out_of_memory", field: "/params/width" });
  expect(failed.attempts).toHaveLength(2);
});

it("tries another server when a graphics card fails, and says which one did", async () => {
  const message = "CUDA error: unspecified launch failure";
  const broken = await workshop.simulator({ scenarios: [{ kind: "node-error", times: "always", message }] });
  const sound = await workshop.simulator();
  await workshop.worker([], {
    env: {
      COMFYUI_URL: [
        { pool: "default", url: broken.url, weight: 9 },
        { pool: "default", url: sound.url },
      ],
      COMFYUI_SLOTS: 1,
    },
  });
  const [run] = await workshop.submit("slow_probe");
  const { attempts } = await workshop.until(run?.id ?? "", "succeeded");
  expect(attempts).toMatchObject([{ status: "lost", error: { code: "gpu_error" } }, { status: "done" }]);
  expect(Object.keys(executionsOn(sound))).toEqual([attempts[1]?.id]);
});

it("RUN-3 T-34 shows node, steps and preview while it runs, and never runs backwards", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator], { timings: { progress: 10 } });
  const [run] = await workshop.submit("slow_probe", { steps: 12, delay: 0.05, preview: true });
  const id = run?.id ?? "";
  const fractions: number[] = [];
  await eventually(async () => {
    const { progress } = await workshop.read(id);
    if (progress) fractions.push(progress.fraction);
    expect(progress).toMatchObject({ node: { id: "2", title: "Slow step" }, steps: 12 });
    expect(progress?.step).toBeGreaterThan(3);
    expect(progress?.previewUrl).not.toBeNull();
  });
  const preview = await readPreview(workshop.db, owner, id);
  expect(preview.type).toMatch(/^image\//);
  expect(preview.bytes.byteLength).toBeGreaterThan(100);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  await workshop.until(id, "succeeded");
});

it("RULE-3 records every step of run and attempt, each with its event", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const done = await workshop.until(run?.id ?? "", "succeeded");
  const attemptId = done.attempts[0]?.id ?? "";
  const audit = await workshop.db.audit.findMany({
    where: { subjectId: { in: [done.id, attemptId] } },
    orderBy: { id: "asc" },
  });
  const actions = audit.map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining([
      "run.created",
      "run.running",
      "attempt.submitting",
      "attempt.done",
      "run.succeeded",
    ]),
  );
  const events = await workshop.db.event.findMany({ where: { subjectId: done.id } });
  expect(events.map(({ data }) => (data as { status?: string }).status)).toEqual(
    expect.arrayContaining(["queued", "running", "succeeded"]),
  );
  expect(await workshop.db.serverSlot.count({ where: { attemptId: { not: null } } })).toBe(0);
});
