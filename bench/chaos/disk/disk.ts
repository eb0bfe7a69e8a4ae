import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import sharp from "sharp";
import { ceiling, judged, notMeasured, type Bar } from "../../kit/bar.ts";
import { isShort } from "../../kit/options.ts";
import { startRig, type Rig } from "../../kit/rig.ts";
import type { Session } from "../../kit/session.ts";
import { mountSmallDisk, type SmallDisk } from "../arena/small-disk.ts";
import { checkFiles } from "../invariants/check-files.ts";
import { fromTheStart } from "../invariants/evidence.ts";
import { openClientLedger } from "../ledger/client-ledger.ts";
import { createWebClient, readEnded, submitRun, until, type WebClient } from "../web-client.ts";
import { watchFiles, type FileWatch } from "./watch-files.ts";

const megabytes = 32;
/** Their pictures, some 2.4 MB each, fit with room to spare. */
const runs = 8;
const slots = 4;
/** So long a full disk is looked at, in ms: several polls for space, with `--short` one. */
const fullMs = { usual: 6000, short: 2000 };
const mostMs = 10_000;

/** R8: a storage root of 32 MB is filled while files are on their way into it, and emptied again. */
export async function disk(session: Session): Promise<Bar[]> {
  const { isLoaded } = await session.calibrate(null);
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-disk-"));
  const small = mountSmallDisk(folder, megabytes);
  if (small === null) {
    await rm(folder, { recursive: true });
    return [
      notMeasured("R8", "0 half-written, 0 failed, on within 10 s", "mounting a small volume takes root"),
    ];
  }
  const rig = await startRig();
  const files = join(folder, "files");
  const watch = watchFiles(files);
  try {
    await requireWakeful(join(folder, "control"));
    watch.start();
    return await fillAndFree(session, rig, { small, files }, watch, isLoaded);
  } finally {
    await watch.stop();
    await rig.stop();
    small.unmount();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fillAndFree(
  session: Session,
  rig: Rig,
  { small, files }: { small: SmallDisk; files: string },
  watch: FileWatch,
  isLoaded: boolean,
): Promise<Bar[]> {
  const env = { STORAGE_URL: pathToFileURL(files).href };
  const simulator = await rig.simulator({ name: "gpu", speed: 0 });
  await rig.worker({ name: "worker", servers: simulator.url, slots, env });
  const client = createWebClient(await rig.web({ env }));
  const request = { workflow: "model_free_card", params: {} };
  await readEnded(client, await submitRun(client, request));

  // The files are on the wire, and none has been written yet.
  await simulator.arm({ kind: "view-slow", times: slots, ms: 1500 });
  const { views } = await simulator.ledger();
  const ids = await Promise.all(Array.from({ length: runs }, () => submitRun(client, request)));
  await until("No file was fetched", async () => ((await simulator.ledger()).views > views ? true : null));
  small.fill();
  await until("No run waits for room", async () => ((await readWaiting(client, ids)) > 0 ? true : null));
  const refusal = await client.upload(await noise(), "full.png");
  await nibble(small, isShort(session.options) ? fullMs.short : fullMs.usual);
  const statuses = await Promise.all(ids.map(async (id) => (await client.readRun(id)).status));
  session.say(`full: runs are ${statuses.join(", ")}; an upload is told ${refusal.status} ${refusal.text}`);

  const done = new Set(ids.filter((_, index) => statuses[index] === "succeeded"));
  const freedAtMs = performance.now();
  small.empty();
  await until("No run went on", async () => {
    for (const id of ids) {
      if (!done.has(id) && (await client.readRun(id)).status === "succeeded") return true;
    }
    return null;
  });
  const onAfterMs = performance.now() - freedAtMs;
  const ended = await Promise.all(ids.map((id) => readEnded(client, id, 60_000)));
  const failed = ended.filter(({ status }) => status !== "succeeded");
  const acceptance = await client.upload(await noise(), "room.png");
  await watch.look();
  const wrong = await judgeFiles(rig, files);
  session.note("disk", {
    statuses,
    onAfterMs,
    whole: watch.whole.size,
    broken: [...watch.broken],
    wrong,
    refusal,
  });
  const isTold = refusal.status === 503 && /space/i.test(refusal.text) && acceptance.status === 201;
  return [
    judged(
      "R8 half-written files",
      `${watch.broken.size} of ${watch.whole.size}`,
      "0",
      watch.broken.size === 0 && watch.whole.size > 0,
    ),
    judged("R8 runs that failed", `${failed.length} of ${runs}`, "0", failed.length === 0),
    judged("R8 I5", `${wrong.length} violations`, "0", wrong.length === 0),
    judged("R8 uploads", `${refusal.status}, then ${acceptance.status}`, "503 in words, then 201", isTold),
    ceiling("R8 goes on after", onAfterMs, mostMs, isLoaded),
  ];
}

/** Gives room back in bites that are too small for a picture, so that writes fail at another place each time. */
async function nibble(small: SmallDisk, forMs: number): Promise<void> {
  const bites = 6;
  for (let bite = 0; bite < bites; bite += 1) {
    await new Promise((resolve) => setTimeout(resolve, forMs / bites));
    small.giveBack(24 * 1024);
  }
}

async function readWaiting(client: WebClient, ids: readonly string[]): Promise<number> {
  const views = await Promise.all(ids.map((id) => client.readRun(id)));
  return views.filter(({ attempts }) => attempts.some(({ error }) => error?.code === "storage_full")).length;
}

async function judgeFiles(rig: Rig, files: string) {
  const db = new pg.Client({ connectionString: rig.databaseUrl });
  await db.connect();
  try {
    const evidence = {
      since: fromTheStart,
      client: openClientLedger(),
      servers: [],
      mayFail: new Set<string>(),
      restedAt: null,
    };
    return await checkFiles({ ...evidence, db, url: rig.appUrl, files });
  } finally {
    await db.end();
  }
}

function noise(): Promise<Buffer> {
  const raw = { width: 300, height: 300, channels: 3 } as const;
  return sharp(randomBytes(300 * 300 * 3), { raw })
    .png()
    .toBuffer();
}

/** The control: half of a file under its final name must be noticed. */
async function requireWakeful(root: string): Promise<void> {
  const bytes = randomBytes(1000);
  const folder = join(root, "ab", "cd");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, createHash("sha256").update(bytes).digest("hex")), bytes.subarray(0, 500));
  const watch = watchFiles(root);
  await watch.look();
  await rm(root, { recursive: true });
  if (watch.broken.size !== 1) throw new Error("The watch does not see a file that is half there.");
}
