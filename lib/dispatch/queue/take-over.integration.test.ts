import { describe, expect, it, vi } from "vitest";
import type { DispatchPoint } from "#lib/dispatch/dispatch";
import { advanceAttempt, storeGraph } from "#lib/dispatch/attempt/attempt-store";
import { FenceLost, type HeldAttempt } from "#lib/dispatch/attempt/held-attempt";
import type { Worker } from "#lib/dispatch/start-worker";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

describe("a worker that is killed", () => {
  it.each<[DispatchPoint, number]>([
    ["posted", 1],
    ["accepted", 1],
    ["before-collect", 1],
    ["file-stored", 1],
    ["before-commit", 1],
  ])("at point %s loses nothing and nothing runs twice", async (point, executions) => {
    const simulator = await workshop.simulator({ speed: 1 });
    const doomed = await startDoomed([simulator.url], point);
    const [run] = await workshop.submit("slow_probe", { steps: 3 });
    await doomed.died;
    await workshop.worker([simulator]);
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(Object.values(executionsOn(simulator))).toEqual(Array(executions).fill(1));
    expect(done.attempts, "adopted, not submitted again").toHaveLength(1);
    expect(done.outputs).toHaveLength(1);
  });

  it.each<DispatchPoint>(["claimed", "before-post"])(
    "at point %s leaves a run that another one submits",
    async (point) => {
      const simulator = await workshop.simulator();
      const doomed = await startDoomed([simulator.url], point);
      const [run] = await workshop.submit("slow_probe");
      await doomed.died;
      await workshop.worker([simulator]);
      const done = await workshop.until(run?.id ?? "", "succeeded");
      expect(Object.values(executionsOn(simulator))).toEqual([1]);
      expect(done.attempts.map(({ status }) => status).toSorted()).toEqual(["done", "lost"]);
    },
  );

  it("right after the commit has done all it had to", async () => {
    const simulator = await workshop.simulator();
    const doomed = await startDoomed([simulator.url], "committed");
    const [run] = await workshop.submit("slow_probe");
    await doomed.died;
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.attempts).toMatchObject([{ status: "done" }]);
  });
});

it("a server is given only what the database has: the graph is there before its POST", async () => {
  const simulator = await workshop.simulator();
  const graphs: (string | null)[] = [];
  await workshop.worker([simulator], {
    async reach(point, { id }) {
      if (point !== "posted") return;
      graphs.push((await workshop.db.attempt.findUniqueOrThrow({ where: { id } })).graph);
    },
  });
  const [run] = await workshop.submit("slow_probe");
  await workshop.until(run?.id ?? "", "succeeded");
  expect(graphs).toEqual([expect.stringContaining("ProbeSlow")]);
});

it("a worker that was held up before its POST posts nothing when another one has the attempt", async () => {
  const simulator = await workshop.simulator();
  let wakeUp: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => (wakeUp = resolve));
  const woken = new Set<DispatchPoint>();
  const sleepy = await workshop.worker([simulator], {
    timings: { lease: 100, renew: 200 },
    async reach(point) {
      if (point === "claimed") await asleep;
      woken.add(point);
    },
  });
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => expect((await workshop.read(run?.id ?? "")).attempts).toHaveLength(1));
  await workshop.worker([simulator]);
  await workshop.until(run?.id ?? "", "succeeded");
  wakeUp();
  await sleepy.stop();
  expect([...woken]).toEqual(["claimed"]);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
});

it("a stopping worker hands over at once, and the run goes on where it is", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const first = await workshop.worker([simulator], { timings: { lease: 60_000, grace: 50 } });
  const [run] = await workshop.submit("slow_probe", { steps: 20, delay: 0.05 });
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  await first.stop();
  await workshop.worker([simulator]);
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toHaveLength(1);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
});

it("leases are compared with the database's clock, so a worker whose own is an hour fast takes nothing over", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe", { steps: 20, delay: 0.05 });
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  const readFence = () =>
    workshop.db.attempt.findFirstOrThrow({ where: { runId: run?.id ?? "" }, select: { fence: true } });
  const before = await readFence();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60 * 60_000 });
  try {
    await workshop.worker([simulator]);
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.attempts).toHaveLength(1);
    expect(await readFence()).toEqual(before);
  } finally {
    vi.useRealTimers();
  }
});

it("a zombie with an old fence changes nothing", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  let zombie: HeldAttempt | undefined;
  const doomed = await startDoomed(
    [simulator.url],
    "accepted",
    (attempt) => (zombie = structuredClone(attempt)),
  );
  const [run] = await workshop.submit("slow_probe", { steps: 60, delay: 0.05 });
  await doomed.died;
  if (!zombie) throw new Error("The doomed worker never held an attempt.");
  await workshop.worker([simulator]);
  await eventually(async () => {
    const { fence } = await workshop.db.attempt.findUniqueOrThrow({ where: { id: zombie?.id ?? "" } });
    expect(fence).not.toBe(zombie?.fence);
  });
  await expect(advanceAttempt(workshop.db, { ...zombie, status: "accepted" }, "collecting")).rejects.toThrow(
    FenceLost,
  );
  const { status } = await workshop.db.attempt.findUniqueOrThrow({ where: { id: zombie.id } });
  expect(status).not.toBe("collecting");
  await expect(storeGraph(workshop.db, zombie, "{}")).rejects.toThrow(FenceLost);
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toMatchObject([{ status: "done" }]);
});

it("a step whose commit went unanswered is taken again without being told twice", async () => {
  const simulator = await workshop.simulator();
  let early: HeldAttempt | undefined;
  await workshop.worker([simulator], {
    reach: async (point, attempt) => {
      if (point !== "before-collect") return;
      early = { ...attempt, status: "executing" };
      await advanceAttempt(workshop.db, early, "collecting");
    },
  });
  const [run] = await workshop.submit("slow_probe");
  await workshop.until(run?.id ?? "", "succeeded");
  expect(early).toMatchObject({ status: "collecting" });
  const told = { subjectId: early?.id ?? "", action: "attempt.collecting" };
  expect(await workshop.db.audit.count({ where: told })).toBe(1);
});

it("cancels what a zombie posted after its run was given to somebody else", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const done = await workshop.until(run?.id ?? "", "succeeded");
  const id = done.attempts[0]?.id ?? "";
  await workshop.db.$executeRaw`UPDATE attempt SET status = 'lost' WHERE id = ${id}::uuid`;
  const graph = JSON.parse((await workshop.db.attempt.findUniqueOrThrow({ where: { id } })).graph ?? "");
  graph["2"].inputs.steps = 500;
  await fetch(`${simulator.url}/prompt`, {
    method: "POST",
    body: JSON.stringify({ prompt: graph, prompt_id: id, client_id: "zombie" }),
  });
  await eventually(() =>
    expect(simulator.ledger.read().finished.at(-1)).toMatchObject({ outcome: "interrupted" }),
  );
});

/** A worker that dies at `point`, as if killed there: it releases nothing and writes nothing more. */
async function startDoomed(
  servers: string[],
  point: DispatchPoint,
  onDeath: (attempt: HeldAttempt) => void = () => undefined,
): Promise<{ died: Promise<void> }> {
  let worker: Worker | undefined;
  let tell: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (tell = resolve));
  worker = await workshop.worker(servers, {
    reach(reached, attempt) {
      if (reached !== point) return;
      onDeath(attempt);
      worker?.abandon();
      tell();
    },
  });
  return { died };
}
