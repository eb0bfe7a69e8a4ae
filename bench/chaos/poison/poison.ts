import { join } from "node:path";
import { ceiling, judged, notMeasured, type Bar } from "../../kit/bar.ts";
import type { Child } from "../../kit/child.ts";
import type { Random } from "../../kit/random.ts";
import { isShort } from "../../kit/options.ts";
import { startRig } from "../../kit/rig.ts";
import type { Session } from "../../kit/session.ts";
import { createWebClient, readEnded, smallCard, submitRun } from "../web-client.ts";
import { eatAsOutput, eatAsUpload, type Eaten } from "./eat-poison.ts";
import { openMemoryGauge } from "./memory-gauge.ts";
import { requireRealBomb, writePoison, type PoisonFile } from "./poison-files.ts";

const mostGrowth = 256 * 1024 * 1024;
const mostMs = 2000;
const warmUps = 5;

/**
 * R7: every hostile file as an output that a server hands out and as an upload. `--short` takes a seeded dozen of
 * them.
 */
export async function poison(session: Session): Promise<Bar[]> {
  const { isLoaded } = await session.calibrate(null);
  const rig = await startRig();
  try {
    const all = await writePoison(join(rig.folder, "poison"));
    session.say(
      `control: sharp's defaults opened a bomb of ${(await requireRealBomb(all)) / 1e6} million pixels`,
    );
    const files = isShort(session.options) ? pickSome(session.random, all, 12) : all;
    const simulator = await rig.simulator({ name: "gpu", speed: 0 });
    const worker = await rig.worker({ name: "worker", servers: simulator.url });
    const web = await rig.web();
    const client = createWebClient(web);
    const { bytes } = all.find(({ name }) => name === "16-bit.png") ?? { bytes: new Uint8Array() };
    for (let round = 0; round < warmUps; round += 1) {
      await readEnded(client, await submitRun(client, smallCard));
      await client.upload(bytes, "warm-up.png");
    }
    return [
      ...(await feed(
        session,
        "outputs",
        worker,
        files,
        (file) => eatAsOutput(client, simulator, file),
        isLoaded,
      )),
      ...(await feed(session, "uploads", web.child, files, (file) => eatAsUpload(client, file), isLoaded)),
    ];
  } finally {
    await rig.stop();
  }
}

async function feed(
  session: Session,
  what: string,
  eater: Child,
  files: readonly PoisonFile[],
  eat: (file: PoisonFile) => Promise<Eaten>,
  isLoaded: boolean,
): Promise<Bar[]> {
  const gauge = openMemoryGauge(eater.pid);
  const growths: { name: string; bytes: number }[] = [];
  const eaten: Eaten[] = [];
  await gauge?.reset();
  for (const file of files) {
    eaten.push(await eat(file));
    growths.push({ name: file.name, bytes: (await gauge?.growth()) ?? 0 });
  }
  const faults = eaten.flatMap(({ name, fault }) => (fault === null ? [] : [`${name} ${fault}`]));
  for (const fault of faults) session.say(`  ${what}: ${fault}`);
  const slowest = eaten.reduce((a, b) => ((b.refusedAfterMs ?? 0) > (a.refusedAfterMs ?? 0) ? b : a));
  const growth = growths.at(-1)?.bytes ?? 0;
  const heaviest = growths.find(({ bytes }) => bytes === growth);
  const megabytes = (growth / 1024 / 1024).toFixed(0);
  session.say(
    `${what}: ${files.length} files; slowest refused ${slowest.name}; peak of memory with ${heaviest?.name ?? "none"}`,
  );
  session.note(what, { eaten, growths });
  return [
    judged(`R7 ${what}`, `${faults.length} of ${files.length} wrong`, "0 wrong", faults.length === 0),
    judged(`R7 ${what} alive`, eater.isAlive ? "0 deaths" : "1 death", "0 deaths", eater.isAlive),
    gauge === null
      ? notMeasured(`R7 ${what} memory`, "≤ + 256 MB", "needs /proc")
      : judged(`R7 ${what} memory`, `+ ${megabytes} MB`, "≤ + 256 MB", growth <= mostGrowth),
    ceiling(`R7 ${what} slowest refusal`, slowest.refusedAfterMs ?? 0, mostMs, isLoaded),
  ];
}

function pickSome(random: Random, files: readonly PoisonFile[], count: number): PoisonFile[] {
  const left = [...files];
  return Array.from({ length: count }, () => left.splice(random.integer(0, left.length - 1), 1)).flat();
}
