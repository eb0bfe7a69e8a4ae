import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Simulator } from "#lib/comfyui/simulator/start-simulator";
import { standBetween, type Answered, type Asked, type PassOn } from "#lib/dispatch/testing/stand-between";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

// What stands between may answer late, or with what the history was some time ago: no run is drawn twice for it.

const workshop = useWorkshop(writeProbeWorkflows);

/** Only what speaks against a restart makes a worker wait for longer than a moment. */
const timings = { absentGap: 50, unbrokenGap: 20_000 };

/** Has the history know nothing of a prompt, of whichever is not among `spared`, in eight answers after its end. */
function lagging(simulator: Simulator, spared: readonly string[]) {
  let answers = 0;
  return ({ path }: Asked) => {
    const [, id] = /^\/history\/(.+)$/.exec(path) ?? [];
    if (id === undefined || spared.includes(id) || answers >= 8) return null;
    if (simulator.ledger.read().finished.some(({ promptId }) => promptId === id)) answers += 1;
    return { status: 200, body: "{}" };
  };
}

/** Draws something that takes two seconds, with something done in its middle. */
async function drawnOnce(simulator: Simulator, inItsMiddle: () => void): Promise<void> {
  const before = Object.keys(executionsOn(simulator));
  const [run] = await workshop.submit("slow_probe", { steps: 1, delay: 2 });
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(before.length + 1));
  inItsMiddle();
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toMatchObject([{ status: "done" }]);
  expect(Object.values(executionsOn(simulator))).toEqual([...before, ""].map(() => 1));
}

it("a run is drawn once although the message with its file is lost and the history lags behind its end", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const between = await standBetween(simulator.url, lagging(simulator, []), { loses: "executed" });
  await workshop.worker([between], { timings });
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  await drawnOnce(simulator, () => undefined);
});

it("a run is drawn once although its socket breaks and the history lags, while the server knows an earlier run", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const spared: string[] = [];
  const between = await standBetween(simulator.url, lagging(simulator, spared));
  await workshop.worker([between], { timings });
  // Nothing is late for the first one.
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  const [first] = await workshop.submit("slow_probe");
  await eventually(async () => {
    spared.push(...(await workshop.read(first?.id ?? "")).attempts.map(({ id }) => id));
    expect(spared).not.toEqual([]);
  });
  await workshop.until(first?.id ?? "", "succeeded");
  await drawnOnce(simulator, () => simulator.dropSockets());
});

it("so it is by a worker that has just started, while the server knows a neighbour's run", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const neighbour = "01900000-0000-4000-8000-00000000000b";
  const graph = {
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: 1 } },
    "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "neighbour" } },
  };
  const body = JSON.stringify({ prompt_id: neighbour, client_id: "neighbour", prompt: graph });
  await fetch(`${simulator.url}/prompt`, { method: "POST", body });
  await eventually(() => expect(simulator.ledger.read().finished).toHaveLength(1));
  const between = await standBetween(simulator.url, lagging(simulator, [neighbour]));
  await workshop.worker([between], { timings });
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  await drawnOnce(simulator, () => simulator.dropSockets());
});

it("an answer that is long under way is no proof of what has come since it was asked for", async () => {
  const simulator = await workshop.simulator();
  const meddle = async ({ path, before }: Asked, passOn: PassOn): Promise<Answered | null> => {
    if (path === "/prompt" && before === 0) {
      setTimeout(() => void passOn(), 500);
      return { status: 504 };
    }
    // The last answer of the second look.
    if (!path.startsWith("/history/") || before !== 3) return null;
    const body = await (await passOn()).text();
    await sleep(1500);
    return { status: 200, body };
  };
  const between = await standBetween(simulator.url, meddle, { socketAfterMs: 20_000 });
  await workshop.worker([between], { timings: { absentGap: 100, doubtGap: 1000 } });
  const [run] = await workshop.submit("slow_probe");
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toMatchObject([{ status: "done" }]);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
});
