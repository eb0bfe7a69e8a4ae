import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Simulator } from "#lib/comfyui/simulator/start-simulator";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { loadGraph } from "#lib/contract/load-contract";
import { isId } from "#lib/ids";
import { listServers } from "#lib/server/read-servers";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { eventually, executionsOn, owner, useWorkshop } from "#lib/dispatch/testing/workshop";

const workshop = useWorkshop(writeProbeWorkflows);
let warmUp: ApiGraph;

beforeAll(async () => {
  const name = "warmup.api.json";
  const loaded = loadGraph(
    await readFile(join(import.meta.dirname, "..", "..", "..", "ops", name), "utf8"),
    name,
  );
  if (!loaded.ok) throw new Error("The general warm-up cannot be used.");
  warmUp = loaded.graph;
});

const shown = async () => (await listServers(workshop.db, owner)).items[0];
const untilShown = (expected: object) =>
  eventually(async () => expect(await shown()).toMatchObject(expected));

/** What ran on the server and belongs to no run. */
async function warmUpsOn(simulator: Simulator): Promise<string[]> {
  const prompts = Object.keys(executionsOn(simulator));
  const attempts = await workshop.db.attempt.findMany({
    where: { id: { in: prompts } },
    select: { id: true },
  });
  return prompts.filter((id) => !attempts.some((attempt) => attempt.id === id));
}

it("a server that joins is given no runs until its warm-up has ended, and only one of several workers starts it", async () => {
  const simulator = await workshop.simulator({ scenarios: [{ kind: "slow-node", ms: 1000 }] });
  const env = { COMFYUI_URL: [{ pool: "default", url: simulator.url, slots: 2 }], COMFYUI_SLOTS: 1 };
  const runs = await workshop.submit("slow_probe", {}, 3);
  await Promise.all([
    workshop.worker([], { warmUp, env }),
    workshop.worker([], { warmUp, env }),
    workshop.worker([], { warmUp, env }),
  ]);
  await untilShown({ health: "busy", reason: expect.stringMatching(/^Warming up/), slotsInUse: 0 });
  for (const { id } of runs) await workshop.until(id, "succeeded");
  const warmUps = await warmUpsOn(simulator);
  expect(warmUps).toHaveLength(1);
  expect(warmUps.every(isId)).toBe(true);
  const audit = await workshop.db.audit.findMany({ where: { action: "server.warm_up_started" } });
  expect(audit.map(({ data }) => data)).toEqual([{ promptId: warmUps[0] }]);
  const { arrivals, finished } = simulator.ledger.read();
  const warmAt = finished.find(({ promptId }) => promptId === warmUps[0])?.at ?? Infinity;
  const others = arrivals.filter(({ promptId }) => promptId !== warmUps[0]);
  expect(others.every(({ at }) => at >= warmAt)).toBe(true);
  expect(simulator.ledger.read().peakPending).toBeLessThanOrEqual(2);
  await untilShown({ health: "ready", reason: null, warnings: [] });
  expect(await workshop.db.output.count({ where: { runId: { in: runs.map(({ id }) => id) } } })).toBe(3);
});

it("is warmed up again after its restart, not after the worker's", async () => {
  const simulator = await workshop.simulator();
  const first = await workshop.worker([simulator], { warmUp });
  await untilShown({ health: "ready" });
  expect(await warmUpsOn(simulator)).toHaveLength(1);
  await first.stop();
  await workshop.worker([simulator], { warmUp });
  const [run] = await workshop.submit("slow_probe");
  await workshop.until(run?.id ?? "", "succeeded");
  expect(await warmUpsOn(simulator)).toHaveLength(1);
  simulator.restart();
  await eventually(async () => expect(await warmUpsOn(simulator)).toHaveLength(2));
  const [next] = await workshop.submit("slow_probe");
  await workshop.until(next?.id ?? "", "succeeded");
});

it.each([
  [
    "fails",
    { kind: "node-error", message: "no reason given" } as const,
    /"EmptyImage" failed|"PreviewImage" failed/,
  ],
  ["is refused", { kind: "refuse-prompt", status: 413 } as const, /larger than the server takes/],
  ["takes too long", { kind: "slow-node", ms: 1200 } as const, /did not end within/],
  ["goes down with the server", { kind: "restart-mid-run" } as const, /restarted or forgot it/],
])("a warm-up that %s is a warning, and the server is given runs", async (_how, scenario, warning) => {
  const simulator = await workshop.simulator({ scenarios: [scenario] });
  await workshop.worker([simulator], {
    warmUp,
    timings: { warmUp: scenario.kind === "slow-node" ? 400 : 20_000 },
  });
  const [run] = await workshop.submit("slow_probe");
  await workshop.until(run?.id ?? "", "succeeded");
  await untilShown({ warnings: [expect.stringMatching(warning)] });
});

it("is left out where the server lacks what it needs", async () => {
  const simulator = await workshop.simulator({ missingClasses: ["PreviewImage"] });
  await workshop.worker([simulator], { warmUp });
  const [run] = await workshop.submit("slow_probe");
  await workshop.until(run?.id ?? "", "succeeded");
  expect(await warmUpsOn(simulator)).toEqual([]);
});

it("runs the warm-up of a workflow of the server's pool, with its params, and saves nothing", async () => {
  const simulator = await workshop.simulator();
  const env = { COMFYUI_URL: [{ pool: "video", url: simulator.url }], COMFYUI_SLOTS: 1 };
  await workshop.worker([], { warmUp, env });
  await untilShown({ health: "ready" });
  const [promptId = ""] = await warmUpsOn(simulator);
  const history: unknown = await (await fetch(`${simulator.url}/history/${promptId}`)).json();
  expect(history).toMatchObject({
    [promptId]: {
      prompt: [
        expect.anything(),
        promptId,
        { "1": { class_type: "EmptyImage", inputs: { width: 32 } }, "3": { class_type: "PreviewImage" } },
        expect.anything(),
        expect.anything(),
      ],
    },
  });
});
