import { expect, it } from "vitest";
import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

it.each<[string, ScenarioInput[]]>([
  ["announces the end twice", [{ kind: "repeat-completion" }]],
  ["announces the end in the wrong order", [{ kind: "reorder-completion" }]],
  ["announces the end when the next run is under way", [{ kind: "late-completion", ms: 300 }]],
  ["writes a history that is no JSON", [{ kind: "nan-in-history" }]],
  ["accepts a prompt in words nobody can read", [{ kind: "garble-reply" }]],
  ["breaks its jobs API for everybody", [{ kind: "poison-jobs", times: "always" }]],
  ["never greets a socket", [{ kind: "deaf-socket", times: "always" }]],
  ["is held up by somebody who does not read", [{ kind: "stalled-socket" }]],
  ["loses the network under its sockets", [{ kind: "half-open-sockets-mid-run" }]],
  ["answers history late", [{ kind: "delay-request", path: "/history", ms: 300, times: 3 }]],
])("one execution is enough on a server that %s", async (_what, scenarios) => {
  const simulator = await workshop.simulator({ speed: 1, scenarios });
  await workshop.worker([simulator]);
  const [first, second] = [
    await workshop.submit("slow_probe", { steps: 3 }),
    await workshop.submit("slow_probe", { steps: 3 }),
  ].flat();
  for (const run of [first, second]) {
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.outputs).toMatchObject([{ kind: "image", quarantine: null }]);
    expect(done.attempts).toMatchObject([{ status: "done" }]);
  }
  expect(Object.values(executionsOn(simulator))).toEqual([1, 1]);
});

it("fails a run whose error is as long as a book, in a few words", async () => {
  const simulator = await workshop.simulator({ scenarios: [{ kind: "huge-error", times: "always" }] });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const failed = await workshop.until(run?.id ?? "", "failed");
  expect(failed.error).toMatchObject({ code: "node_error" });
  expect(JSON.stringify(failed.error).length).toBeLessThan(3000);
});
