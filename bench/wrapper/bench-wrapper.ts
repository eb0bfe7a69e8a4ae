import process from "node:process";
import { createDb } from "#lib/db/client";
import { judged, notMeasured, type Bar } from "../kit/bar.ts";
import { now } from "../kit/clock.ts";
import { startRig } from "../kit/rig.ts";
import { alternate, ratiosOf, tellRatios } from "../kit/rounds.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import { openBareClient } from "./bare-client.ts";
import type { Contender } from "./contender.ts";
import { openProofsheet } from "./proofsheet.ts";
import { openViewComfy, usualPort, viewComfyPort } from "./view-comfy.ts";
import { watchStages } from "./watch-stages.ts";
import { publishWrapped, uploadGrain, workMs } from "./wrapped-workflow.ts";

export type WrapperScale = { rounds: number; perHalf: number; warmUp: number };

const full: WrapperScale = { rounds: 5, perHalf: 20, warmUp: 10 };
const quick: WrapperScale = { rounds: 3, perHalf: 5, warmUp: 2 };
const bar = "≤ 1.0 ×";

/**
 * P4: what we add to a ComfyUI job of 300 ms and 150 KB, everything durable, against ViewComfy, which keeps nothing.
 * ViewComfy is not started here: VIEWCOMFY_URL names one that runs and has this bench's simulator for its ComfyUI.
 */
export function benchWrapper(session: Session): Promise<Bar[]> {
  return measureWrapper(session, session.options.quick ? quick : full, process.env["VIEWCOMFY_URL"]);
}

export async function measureWrapper(
  session: Session,
  { rounds, perHalf, warmUp }: WrapperScale,
  viewComfyUrl: string | undefined,
): Promise<Bar[]> {
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize: 2 });
  const contenders: Contender[] = [];
  try {
    await session.calibrate(rig.databaseUrl);
    const port = viewComfyUrl === undefined ? 0 : viewComfyPort(session);
    const simulator = await rig.simulator({ name: "comfyui", port });
    await uploadGrain(simulator.url);
    await rig.worker({ name: "worker", servers: simulator.url });
    await publishWrapped(db);

    const ours = await openProofsheet(rig, await rig.web());
    const bare = await openBareClient(simulator.url);
    const base = viewComfyUrl === undefined ? bare : openViewComfy(viewComfyUrl);
    contenders.push(ours, bare, base);

    const stages = watchStages(simulator);
    let colour = 0;
    /** Milliseconds added to the work itself, one picture after the other. */
    async function series(contender: Contender): Promise<number[]> {
      const added: number[] = [];
      for (let n = 0; n < warmUp + perHalf; n += 1) {
        colour += 1;
        const startedAtMs = now();
        await contender.submit(colour);
        const endedAtMs = now();
        added.push(endedAtMs - startedAtMs - workMs);
        await stages.note(contender.name, startedAtMs, endedAtMs);
      }
      return added.slice(warmUp);
    }

    const bareMs: number[] = [];
    const samples = await alternate(rounds, async (side, round, half) => {
      if (base !== bare && side === "ours" && half === 0) bareMs.push(...(await series(bare)));
      const added = await series(side === "ours" ? ours : base);
      session.say(`round ${round + 1}.${half + 1} ${(side === "ours" ? ours : base).name}: ${tell(added)}`);
      return added;
    });
    const executed = Object.values((await simulator.ledger()).executions);
    if (executed.length !== colour || executed.some((times) => times !== 1)) {
      throw new Error(`${colour} submissions became ${executed.length} executions.`);
    }
    session.note("addedMs", { ours: samples.ours, [base.name]: samples.base, bare: bareMs });
    session.note("stagesMs", stages.byName());
    session.table(
      ["added to the work", "p50 ms", "p95 ms", "before ComfyUI", "in it", "after it (p50 ms each)"],
      [
        [ours.name, ...tellAll(samples.ours.flat()), ...stages.medians(ours.name)],
        [base.name, ...tellAll(samples.base.flat()), ...stages.medians(base.name)],
        ...(bareMs.length > 0 ? [[bare.name, ...tellAll(bareMs), ...stages.medians(bare.name)]] : []),
      ],
    );
    if (base === bare) return [notMeasured("P4 added p95", bar, howToMeasure)];
    const ratios = ratiosOf(samples, (added) => percentile(added, 95));
    return [judged("P4 added p95", tellRatios(ratios), bar, ratios.median <= 1)];
  } finally {
    for (const contender of contenders) contender.close();
    await db.$disconnect();
    await rig.stop();
  }
}

const howToMeasure =
  `build ViewComfy (commit 9ff9f09) elsewhere, start it with COMFYUI_API_URL=127.0.0.1:${usualPort}, ` +
  "and give its address as VIEWCOMFY_URL; --port N for another port";

function tell(added: readonly number[]): string {
  return `p50 ${percentile(added, 50).toFixed(1)}, p95 ${percentile(added, 95).toFixed(1)} ms added`;
}

function tellAll(added: readonly number[]): string[] {
  return [percentile(added, 50).toFixed(1), percentile(added, 95).toFixed(1)];
}
