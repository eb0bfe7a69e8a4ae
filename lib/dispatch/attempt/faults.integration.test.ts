import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { StorageFullError } from "#lib/output/file-store";
import { runLabel } from "#lib/run/run-status";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);
const profiles = ["0.3.64", "0.33.0"] as const;

/** A run that takes a moment, so that something can happen in its middle. */
const lengthy = { steps: 10, delay: 0.03 };

describe.each(profiles)("on a ComfyUI %s that misbehaves", (profile) => {
  it.each<[string, ScenarioInput[]]>([
    ["loses the completion event", [{ kind: "lose-completion" }]],
    ["answers the POST late", [{ kind: "delay-reply", ms: 200 }]],
    ["announces the end late", [{ kind: "delay-completion", ms: 200 }]],
    ["drops its sockets in mid-run", [{ kind: "drop-sockets-mid-run" }]],
    ["sends messages nobody knows", [{ kind: "unknown-messages" }]],
    ["cuts a download short", [{ kind: "view-truncated", times: 2 }]],
    ["hands out garbage once", [{ kind: "view-garbage" }]],
    ["writes NaN into its history (T-42)", [{ kind: "nan-in-history" }]],
    ["answers 500 to a download", [{ kind: "view-status", status: 500, times: 2 }]],
  ])("one execution is enough when it %s", async (_what, scenarios) => {
    const simulator = await workshop.simulator({ profile, speed: 1, scenarios });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe", { steps: 3 });
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.outputs).toMatchObject([{ kind: "image", quarantine: null }]);
    expect(executionsOn(simulator)).toEqual({ [done.attempts[0]?.id ?? ""]: 1 });
  });

  it("adopts what it accepted without saying so", async () => {
    const simulator = await workshop.simulator({ profile, scenarios: [{ kind: "lose-reply" }] });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.attempts).toHaveLength(1);
    expect(executionsOn(simulator)).toEqual({ [done.attempts[0]?.id ?? ""]: 1 });
  });

  it.each<[string, ScenarioInput]>([
    ["never arrived", { kind: "lose-request" }],
    ["broke the server's answer", { kind: "refuse-prompt", status: 500 }],
  ])("submits again what provably %s", async (_what, scenario) => {
    const simulator = await workshop.simulator({ profile, scenarios: [scenario] });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.attempts.map(({ status }) => status).toSorted()).toEqual(["done", "lost"]);
    const lost = done.attempts.find(({ status }) => status === "lost");
    expect(lost?.error).toMatchObject({ code: "unanswered", message: expect.stringMatching(/\(.+\)/) });
    expect(Object.values(executionsOn(simulator))).toEqual([1]);
  });

  it("RUN-9 submits again after a restart in mid-run, and says so instead of failing", async () => {
    const simulator = await workshop.simulator({
      profile,
      speed: 1,
      scenarios: [{ kind: "restart-mid-run" }],
    });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe", lengthy);
    const done = await workshop.until(run?.id ?? "", "succeeded");
    const [first, second] = done.attempts.toSorted((a, b) => a.number - b.number);
    expect(first).toMatchObject({ status: "lost", error: { code: "server_restarted" } });
    expect(done.error).toBeNull();
    const told = await workshop.db.event.findMany({ where: { subjectId: done.id }, orderBy: { id: "asc" } });
    expect(told.map(({ data }) => (data as { status: string }).status)).not.toContain("failed");
    expect(second).toMatchObject({ status: "done", error: null });
    expect(Object.values(executionsOn(simulator))).toEqual([1, 1]);
  });

  it.each(["deafenSockets", "stallSockets", "dropSockets"] as const)(
    "gets its result by asking when the events stop (%s)",
    async (fault) => {
      const simulator = await workshop.simulator({ profile, speed: 1 });
      await workshop.worker([simulator]);
      const [run] = await workshop.submit("slow_probe", lengthy);
      await workshop.until(run?.id ?? "", "running");
      await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
      simulator[fault]();
      const done = await workshop.until(run?.id ?? "", "succeeded");
      expect(executionsOn(simulator)).toEqual({ [done.attempts[0]?.id ?? ""]: 1 });
    },
  );
});

it("replaces a deaf socket, so that the next run shows progress again", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator]);
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  simulator.deafenSockets();
  const [run] = await workshop.submit("slow_probe", lengthy);
  await workshop.until(run?.id ?? "", "succeeded");
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBeGreaterThan(1));
});

it("sets aside a file that stays damaged, with the reason, and fails the run that has no other", async () => {
  const simulator = await workshop.simulator({ scenarios: [{ kind: "view-garbage", times: "always" }] });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const failed = await workshop.until(run?.id ?? "", "failed");
  expect(failed.error).toMatchObject({ code: "bad_file" });
  expect(failed.outputs).toMatchObject([{ sha256: null, quarantine: expect.stringMatching(/\w/) }]);
});

it.each([
  ["takes a picture", "public/icons/icon-192.png", "succeeded"],
  ["sets a file aside for what is in it", "package.json", "failed"],
] as const)(
  "%s that is shorter than announced, once the server has told its size",
  async (_what, file, status) => {
    const simulator = await workshop.simulator({
      scenarios: [{ kind: "view-file", times: "always", file, announcedBytes: 1_000_000 }],
    });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    const ended = await workshop.until(run?.id ?? "", status);
    if (status === "failed") expect(ended.error).toMatchObject({ code: "bad_file" });
    else expect(ended.outputs).toMatchObject([{ kind: "image", width: 192, quarantine: null }]);
    expect(Object.values(executionsOn(simulator))).toEqual([1]);
  },
);

it("runs again what left no file behind, and gives up in words in the end", async () => {
  const simulator = await workshop.simulator({
    scenarios: [{ kind: "view-status", status: 404, times: "always" }],
  });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => {
    // Nobody waits for the ladder here.
    await workshop.db.$executeRaw`UPDATE run SET not_before = NULL WHERE not_before > now()`;
    expect((await workshop.read(run?.id ?? "")).status).toBe("failed");
  });
  const failed = await workshop.read(run?.id ?? "");
  expect(failed.error).toMatchObject({ code: "output_gone", remedy: expect.stringMatching(/\w/) });
  expect(failed.attempts.length).toBeGreaterThan(1);
});

it("RUN-1 waits with the pictures while storage is full, says so, has not succeeded before they are stored, and goes on when there is room", async () => {
  let isFull = true;
  const simulator = await workshop.simulator();
  const { files } = workshop;
  await workshop.worker([simulator], {
    files: {
      ...files,
      async put(sha256, bytes) {
        if (isFull) throw new StorageFullError(new Error("ENOSPC"));
        await files.put(sha256, bytes);
      },
    },
  });
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => {
    const waiting = await workshop.read(run?.id ?? "");
    expect(waiting).toMatchObject({
      status: "running",
      outputs: [],
      attempts: [{ status: "collecting", error: { code: "storage_full" } }],
    });
    expect(runLabel(waiting)).toBe("Saving");
    expect(waiting.progress?.fraction ?? 0, "T-34 not whole before the file is stored").toBeLessThan(1);
  });
  isFull = false;
  const done = await workshop.until(run?.id ?? "", "succeeded");
  const [made] = simulator.ledger.read().prompts.flatMap(({ files }) => files);
  expect(done.outputs).toMatchObject([{ sha256: made?.sha256, bytes: made?.bytes }]);
  expect(await files.open(made?.sha256 ?? "", "original")).not.toBeNull();
  expect(done.attempts).toMatchObject([{ status: "done", error: null }]);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
});

it("says so when a run saved nothing", async () => {
  const simulator = await workshop.simulator({ scenarios: [{ kind: "empty-outputs" }] });
  await workshop.worker([simulator], { timings: { deaf: 60_000 } });
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  simulator.deafenSockets();
  const [run] = await workshop.submit("slow_probe");
  expect((await workshop.until(run?.id ?? "", "failed")).error).toMatchObject({ code: "no_output" });
});

it("gives a run up on a server whose worker thread died, and shows the server as degraded", async () => {
  const broken = await workshop.simulator({ scenarios: [{ kind: "kill-worker" }] });
  await workshop.worker([broken], { timings: { stall: 400 } });
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => {
    const server = await workshop.db.server.findFirstOrThrow({ where: { url: broken.url } });
    expect(server).toMatchObject({
      health: "degraded",
      healthReason: expect.stringMatching(/stopped working/),
    });
  });
  await workshop.until(run?.id ?? "", "queued");
  const slot = await workshop.db.serverSlot.findFirstOrThrow({ where: { server: { url: broken.url } } });
  expect(slot.attemptId, "the slot stays taken while the server still has the prompt").not.toBeNull();
  broken.restart();
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toHaveLength(2);
});
