import pg from "pg";
import { channelName } from "#lib/db/wake";
import { judged, notMeasured, type Bar } from "../../kit/bar.ts";
import { isShort } from "../../kit/options.ts";
import { startRig } from "../../kit/rig.ts";
import type { Session } from "../../kit/session.ts";
import { percentile } from "../../kit/stats.ts";
import { openMemoryGauge } from "../poison/memory-gauge.ts";
import { until } from "../web-client.ts";
import { openPromptClient, type PromptClient } from "./prompt-client.ts";
import { openStalledClient, type StalledClient } from "./stalled-client.ts";

const readers = 20;
const stalled = 20;
/** Of an event, in bytes: a large one, so that little time is needed to fall behind by what a client may. */
const weight = 8000;
const perBurst = 10;
const burstEveryMs = 50;
/** Half a minute without reading, and some patience with a busy machine. */
const cutWithinMs = 60_000;
const mostGrowth = 128 * 1024 * 1024;

type Load = { url: string; key: string; db: pg.Client; bursts: number };
type Sent = { clients: PromptClient[]; sent: string[] };

/**
 * P9: clients of the event stream that stop reading, on real sockets into the real web process: they are cut off, the
 * others notice nothing, memory stays, and whoever comes back misses nothing.
 */
export async function streams(session: Session): Promise<Bar[]> {
  const bursts = isShort(session.options) ? 80 : 300;
  const rig = await startRig();
  const db = new pg.Client({ connectionString: rig.databaseUrl });
  try {
    await db.connect();
    const web = await rig.web();
    const load: Load = { ...web, db, bursts };
    // As many clients, all of them reading: what is left of the difference is what the stalled ones do to the others.
    const calm = await sendTo(load, "calm", readers + stalled);
    const gauge = openMemoryGauge(web.child.pid);
    if (gauge === null)
      return [notMeasured("P9 stalled", "all cut off, the others undisturbed", "needs /proc")];
    await gauge.reset();
    const lazy = await Promise.all(
      Array.from({ length: stalled }, () => openStalledClient(web.url, web.key)),
    );
    const stalledAtMs = performance.now();
    const hurt = await sendTo(load, "hurt", readers);
    const kept = await untilCut(lazy);
    const cutWithinSeconds = (performance.now() - stalledAtMs) / 1000;
    const growth = await gauge.growth();
    const missed = await comeBack(load, lazy[0], hurt.sent);
    const calmMs = p95(calm);
    const hurtMs = p95(hurt);
    const wrong = [calm, hurt].flatMap(({ clients, sent }) =>
      clients.filter(({ subjects }) => subjects.join() !== sent.join()),
    );
    session.say(
      `${bursts * perBurst} events of ${weight} bytes; p95 to a reader ${calmMs} ms alone, ${hurtMs} ms beside ${stalled} stalled; after ${cutWithinSeconds.toFixed(1)} s ${kept} are still connected`,
    );
    session.note("streams", { cutWithinSeconds, kept, growth, calmMs, hurtMs, missed });
    const ratio = hurtMs / calmMs;
    const megabytes = (growth / 1024 / 1024).toFixed(0);
    return [
      judged("P9 stalled, cut off", `${stalled - kept} of ${stalled}`, `${stalled}`, kept === 0),
      judged(
        "P9 stalled, the others",
        `${wrong.length} of ${2 * readers + stalled} wrong`,
        "0",
        wrong.length === 0,
      ),
      judged(
        "P9 stalled, p95 of the others",
        `${ratio.toFixed(2)} ×`,
        "≤ 2 × beside as many that read",
        ratio <= 2,
      ),
      judged("P9 stalled, memory", `+ ${megabytes} MB`, "≤ + 128 MB", growth <= mostGrowth),
      judged("P9 stalled, come back", `${missed} missed`, "0 missed", missed === 0),
    ];
  } finally {
    await db.end();
    await rig.stop();
  }
}

/** How many are still connected in the end. */
async function untilCut(lazy: readonly StalledClient[]): Promise<number> {
  const countKept = async () =>
    (await Promise.all(lazy.map((client) => client.isKept()))).filter(Boolean).length;
  const allCut = async () => ((await countKept()) === 0 ? true : null);
  await until("A stalled client was not cut off", allCut, cutWithinMs).catch(() => undefined);
  return countKept();
}

/** Writes the load while `count` clients read it, and waits until they have all of it. */
async function sendTo(load: Load, prefix: string, count: number): Promise<Sent> {
  const clients = await Promise.all(
    Array.from({ length: count }, () => openPromptClient(load.url, load.key, prefix)),
  );
  const sent = await write(load, prefix);
  await until(
    "Not every reader has every event",
    async () => (clients.every(({ subjects }) => subjects.length >= sent.length) ? true : null),
    60_000,
  ).catch(() => undefined);
  for (const client of clients) client.end();
  return { clients, sent };
}

/** Appends to the outbox as another process would; answers the subjects in their order. */
async function write({ db, bursts }: Load, prefix: string): Promise<string[]> {
  const sent: string[] = [];
  const ballast = "x".repeat(weight);
  for (let burst = 0; burst < bursts; burst += 1) {
    const subjects = Array.from({ length: perBurst }, (_, n) => `${prefix}-${burst * perBurst + n}`);
    await db.query(
      `INSERT INTO event (kind, project_id, subject_id, data)
       SELECT 'run.changed', NULL, subject, $2 FROM unnest($1::text[]) WITH ORDINALITY AS s (subject, place) ORDER BY place`,
      [subjects, JSON.stringify({ sentAt: Date.now(), ballast })],
    );
    await db.query("SELECT pg_notify($1, '')", [channelName("event")]);
    sent.push(...subjects);
    await new Promise((resolve) => setTimeout(resolve, burstEveryMs));
  }
  return sent;
}

/** How many events a client that was cut off still lacks after it came back with its last id. */
async function comeBack(
  { url, key }: Load,
  client: StalledClient | undefined,
  sent: readonly string[],
): Promise<number> {
  if (client === undefined) return sent.length;
  client.end();
  const back = await openPromptClient(url, key, "hurt", client.lastEventId);
  await until(
    "A client that came back has not got everything",
    async () => (back.subjects.length >= sent.length ? true : null),
    30_000,
  ).catch(() => undefined);
  back.end();
  return sent.filter((subject, index) => back.subjects[index] !== subject).length;
}

function p95({ clients }: Sent): number {
  return percentile(
    clients.flatMap(({ delaysMs }) => delaysMs),
    95,
  );
}
