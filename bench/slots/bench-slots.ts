import { makeWorkerUtils } from "graphile-worker";
import { createDb } from "#lib/db/client";
import { judged, type Bar } from "../kit/bar.ts";
import { startRig, type Rig } from "../kit/rig.ts";
import { alternate, type Side } from "../kit/rounds.ts";
import type { Session } from "../kit/session.ts";
import type { RigSimulator } from "../kit/simulator.ts";
import { median } from "../kit/stats.ts";
import { probeGraph, publishProbe, submitProbes } from "../queues/probe-runs.ts";
import { startBaseline } from "../queues/start-baseline.ts";
import { benchCapacity } from "./bench-capacity.ts";
import { slotUse } from "./slot-use.ts";

/** Puts so many jobs of `seconds` into the queue, all at once. */
type Backlog = (jobs: number, seconds: number) => Promise<void>;

const bars = [
  { seconds: 0.2, least: 0.95, full: { rounds: 5, jobs: 150 }, quick: { rounds: 2, jobs: 16 } },
  { seconds: 2, least: 0.99, full: { rounds: 5, jobs: 150 }, quick: { rounds: 1, jobs: 4 } },
] as const;

/**
 * P2: how much of two slots a backlog keeps busy. Each slot is a server of its own, since ComfyUI draws one prompt at a
 * time. Use = what was drawn ÷ (slots × time from the first arrival to the last end), from the simulators' ledgers; the
 * pictures are small, because storing them is P12. graphile-worker's handler posts and waits for the socket to tell the
 * end; it stores nothing. With `--kill`: P3 instead.
 */
export async function benchSlots(session: Session): Promise<Bar[]> {
  if ("kill" in session.options.extra) return benchCapacity(session);
  const rig = await startRig();
  const stops: (() => Promise<unknown>)[] = [];
  try {
    await session.calibrate(rig.databaseUrl);
    const simulators = [await rig.simulator({ name: "gpu-1" }), await rig.simulator({ name: "gpu-2" })];
    const sides: Record<Side, Backlog> = {
      ours: await ourBacklog(rig, simulators, stops),
      base: await graphileBacklog(rig, simulators, stops),
    };
    const judgements: Bar[] = [];
    for (const { seconds, least, ...plans } of bars) {
      const plan = session.options.quick ? plans.quick : plans.full;
      const uses = await alternate(plan.rounds, async (side) => {
        for (const simulator of simulators) await simulator.resetLedger();
        await sides[side](plan.jobs, seconds);
        return [await useOf(simulators, plan.jobs)];
      });
      session.note(`use at ${seconds} s`, { plan, uses });
      session.table(
        [`use at ${seconds} s`, "median", "halves"],
        Object.entries(uses).map(([side, rounds]) => [side, percent(median(rounds.flat())), tell(rounds)]),
      );
      judgements.push(...judge(seconds, least, uses));
    }
    return judgements;
  } finally {
    for (const stop of stops.toReversed()) await stop();
    await rig.stop();
  }
}

function judge(seconds: number, least: number, uses: Record<Side, number[][]>): Bar[] {
  const ours = median(uses.ours.flat());
  const ratios = uses.ours.map((halves, round) => median(halves) / median(uses.base[round] ?? []));
  const told = `${median(ratios).toFixed(3)} × (${ratios.map((ratio) => ratio.toFixed(3)).join(" ")})`;
  return [
    judged(`P2 use at ${seconds} s`, percent(ours), `≥ ${percent(least)}`, ours >= least),
    judged(`P2 use at ${seconds} s to graphile-worker`, told, "≥ 1.000 ×", median(ratios) >= 1),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function tell(rounds: readonly number[][]): string {
  return rounds.map((halves) => halves.map(percent).join(", ")).join("; ");
}

/** Waits until all have been drawn, then answers the share of the slots' time that went into drawing. */
async function useOf(simulators: readonly RigSimulator[], jobs: number): Promise<number> {
  while (true) {
    const ledgers = await Promise.all(simulators.map((simulator) => simulator.ledger()));
    const drawn = ledgers.flatMap(({ prompts }) => prompts).filter(({ fate }) => fate === "success");
    if (drawn.length >= jobs) return slotUse(drawn, simulators.length);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function ourBacklog(
  rig: Rig,
  simulators: readonly RigSimulator[],
  stops: (() => Promise<unknown>)[],
): Promise<Backlog> {
  await rig.worker({ name: "worker", servers: simulators.map(({ url }) => url).join(",") });
  const db = createDb({ url: rig.databaseUrl, poolSize: 2 });
  stops.push(() => db.$disconnect());
  await publishProbe(db);
  return async (jobs, seconds) => void (await submitProbes(db, { steps: 1, delay: seconds }, jobs));
}

async function graphileBacklog(
  rig: Rig,
  simulators: readonly RigSimulator[],
  stops: (() => Promise<unknown>)[],
): Promise<Backlog> {
  const connectionString = await rig.postgres.createDatabase("graphile");
  const utils = await makeWorkerUtils({ connectionString });
  await utils.migrate();
  const urls = simulators.map(({ url }) => url);
  const child = await startBaseline(rig, "graphile-worker", connectionString, [String(urls.length), ...urls]);
  stops.push(
    async () => utils.release(),
    () => child.stop(),
  );
  let colour = 0;
  return async (jobs, seconds) => {
    const specs = Array.from({ length: jobs }, () => {
      colour += 1;
      const graph = probeGraph({ steps: 1, delay: seconds }, colour);
      return { identifier: "prompt", payload: { promptId: crypto.randomUUID(), graph } };
    });
    await utils.addJobs(specs);
  };
}
