import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { standBetween } from "#lib/dispatch/testing/stand-between";
import { letHappen, type Mishap } from "#lib/dispatch/testing/let-happen";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

describe.each(["0.3.64", "0.33.0"] as const)("what a ComfyUI %s has drawn is not drawn again", (profile) => {
  it.each<[string, ScenarioInput]>([
    ["its history lists no outputs", { kind: "empty-outputs" }],
    ["it forgot the run right after its end", { kind: "forget-history" }],
  ])("although %s, because the socket had named the files", async (_what, scenario) => {
    const simulator = await workshop.simulator({ profile, speed: 1, scenarios: [scenario] });
    await workshop.worker([simulator]);
    await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
    const [run] = await workshop.submit("slow_probe", { steps: 3 });
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.outputs).toMatchObject([{ kind: "image", quarantine: null }]);
    expect(executionsOn(simulator)).toEqual({ [done.attempts[0]?.id ?? ""]: 1 });
  });
});

it("draws again what a server forgot whose socket opened too late to name every picture, and loses none", async () => {
  const simulator = await workshop.simulator({ speed: 1, scenarios: [{ kind: "forget-history" }] });
  const between = await standBetween(simulator.url, () => null, { socketAfterMs: 2000 });
  await workshop.worker([between]);
  const [run] = await workshop.submit("twofold_probe", { steps: 1, delay: 3 });
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.outputs).toHaveLength(2);
  expect(done.attempts.map(({ status }) => status)).toEqual(["lost", "done"]);
});

it("a prompt that arrives twice runs once: its second copy is taken out of the queue", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe", { steps: 40, delay: 0.05 });
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  const { id, graph } = await workshop.db.attempt.findFirstOrThrow({ where: { runId: run?.id ?? "" } });
  const body = `{"prompt_id":"${id}","client_id":"copy","prompt":${graph}}`;
  expect((await fetch(`${simulator.url}/prompt`, { method: "POST", body })).status).toBe(200);
  await eventually(() => expect(simulator.ledger.read().deletions).toMatchObject([{ promptId: id }]));
  await workshop.until(run?.id ?? "", "succeeded");
  expect(executionsOn(simulator)).toEqual({ [id]: 1 });
});

describe("a POST", () => {
  it.each<[string, Mishap, number]>([
    ["held back on the way is waited for, not sent again", { kind: "cut-and-late", lateMs: 500 }, 1],
    ["whose answer is swallowed is found by asking beside it", { kind: "answer-swallowed" }, 1],
    ["that is swallowed itself is sent again", { kind: "request-swallowed" }, 2],
  ])("%s", async (_what, mishap, attempts) => {
    const simulator = await workshop.simulator();
    const between = await letHappen(mishap, simulator.url);
    await workshop.worker([between], { timings: { absentGap: 100, doubtGap: 2000 } });
    const [run] = await workshop.submit("slow_probe");
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.attempts).toHaveLength(attempts);
    expect(executionsOn(simulator)).toEqual({ [done.attempts.at(-1)?.id ?? ""]: 1 });
  });
});
