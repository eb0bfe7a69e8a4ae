import pg from "pg";
import { parseCheckpoint } from "#lib/audit/checkpoint";
import { toldSql } from "#lib/audit/read-chain";
import { verifyAudit } from "#lib/audit/verify-audit";
import { createDb, type Db } from "#lib/db/client";
import { ceiling, judged, type Bar } from "../../kit/bar.ts";
import { isShort } from "../../kit/options.ts";
import { startRig, type Rig } from "../../kit/rig.ts";
import { alternate, ratiosOf, tellRatios } from "../../kit/rounds.ts";
import type { Session } from "../../kit/session.ts";
import { median } from "../../kit/stats.ts";
import { fillAudit } from "./fill-audit.ts";
import { runVerify } from "./run-verify.ts";
import { drawMutations, findTraces, swapSeals, type Mutation } from "./mutations.ts";

const usual = { lines: 1_000_000, mutations: 1000, rounds: 5 };
const quick = { lines: 50_000, mutations: 100, rounds: 3 };
const tailLines = 10;
const million = 1_000_000;
const mostMsPerMillion = 60_000;
/** A statement over all lines at once may take its time. */
const patientMs = 600_000;

/**
 * R6: a long audit is verified, beside a plain scan that hashes the same bytes; then a copy of it is mutated past all
 * triggers, and cut at its end. `--rows N`, `--mutations N` and `--rounds N` take others than the usual numbers.
 */
export async function audit(session: Session): Promise<Bar[]> {
  const { options } = session;
  const plan = isShort(options) ? quick : usual;
  const lines = Number(options.extra["rows"] ?? plan.lines);
  const mutations = Number(options.extra["mutations"] ?? plan.mutations);
  const rounds = Number(options.extra["rounds"] ?? plan.rounds);
  const rig = await startRig();
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const sealMs = await withOwner(rig.databaseUrl, async (owner) => (await fillAudit(owner, lines)).sealMs);
    session.say(`${lines} lines, sealed in ${(sealMs / 1000).toFixed(1)} s`);
    const bars = await timeVerification(session, rig.databaseUrl, rounds, isLoaded);
    const copy = await copyDatabase(rig, "mutated");
    await requireOrderMatters(session, copy);
    bars.push(await mutate(session, copy, mutations));
    bars.push(await cutTail(session, await copyDatabase(rig, "cut")));
    session.note("sealing", { lines, sealMs });
    return bars;
  } finally {
    await rig.stop();
  }
}

async function timeVerification(
  session: Session,
  url: string,
  rounds: number,
  isLoaded: boolean,
): Promise<Bar[]> {
  const db = openDb(url);
  try {
    const samples = await alternate(rounds, async (side) => {
      const startedAtMs = performance.now();
      if (side === "base") {
        await db.$queryRaw`SELECT count(sha256(convert_to(${toldSql}, 'UTF8'))) FROM audit`;
      } else {
        const { wrong } = await verifyAudit(db);
        if (wrong.length > 0) throw new Error(`The untouched audit is broken: ${wrong[0]?.why}`);
      }
      return [performance.now() - startedAtMs];
    });
    const lines = await db.auditSeal.count();
    const oursMs = samples.ours.flat();
    const ratios = ratiosOf(samples, median);
    session.note("verification", { lines, samples, ratios });
    session.say(
      `${lines} lines verified in ${(median(oursMs) / 1000).toFixed(1)} s (median of ${oursMs.length})`,
    );
    const perMillion = (median(oursMs) / lines) * million;
    const note = `${tellRatios(ratios)} a plain scan that hashes the same bytes; median of ${oursMs.length}, ${lines} lines`;
    return [{ ...ceiling("R6 a million lines", perMillion, mostMsPerMillion, isLoaded), note }];
  } finally {
    await db.$disconnect();
  }
}

/** The control: two seals that change places are nothing to a check that ignores order, and must be something to ours. */
async function requireOrderMatters(session: Session, url: string): Promise<void> {
  const db = openDb(url);
  try {
    const before = await readHeap(db);
    await asSuperuser(url, [swapSeals(5)]);
    const isMissed = (await readHeap(db)) === before;
    const { wrong } = await verifyAudit(db);
    await asSuperuser(url, [swapSeals(5)]);
    session.note("control", { isMissed, wrong });
    if (!isMissed) throw new Error("A check that ignores order noticed a change of order: it is no control.");
    if (wrong.length === 0)
      throw new Error("Two seals changed places, and the audit was verified all the same.");
    session.say("Two seals swapped: not noticed by a sum over all lines and hashes, noticed by the chain.");
  } finally {
    await db.$disconnect();
  }
}

/** All lines with their hashes, thrown on one heap. */
async function readHeap(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ sum: string }[]>`
    SELECT sum(hashtextextended(${toldSql} || encode(hash, 'hex'), 0))::text AS sum
    FROM audit JOIN audit_seal ON audit_id = audit.id`;
  return row?.sum ?? "";
}

async function mutate(session: Session, url: string, count: number): Promise<Bar> {
  const db = openDb(url);
  try {
    const mutations = drawMutations(session.random, await db.auditSeal.count(), count);
    const bare = await asSuperuser(
      url,
      mutations.map(({ sql }) => sql),
    );
    const { wrong } = await verifyAudit(db, { most: 4 * count });
    const found = mutations.map((mutation, index) => findTraces(mutation, bare[index] ?? null, wrong));
    const missed = mutations.filter((_, index) => found[index]?.length === 0);
    const strays = wrong.filter((one) => !found.some((traces) => traces.includes(one)));
    tellKinds(session, mutations, missed);
    session.note("mutations", { mutations, missed, strays });
    for (const { what, place } of missed.slice(0, 5)) session.say(`  missed: ${what}, place ${place}`);
    for (const { why } of strays.slice(0, 5)) session.say(`  told without a mutation: ${why}`);
    const measured = `${count - missed.length} of ${count}${strays.length > 0 ? `, and ${strays.length} that were none` : ""}`;
    return judged(
      "R6 mutations found",
      measured,
      `${count} of ${count}`,
      missed.length + strays.length === 0,
    );
  } finally {
    await db.$disconnect();
  }
}

function tellKinds(session: Session, mutations: readonly Mutation[], missed: readonly Mutation[]): void {
  const rows = [...Map.groupBy(mutations, ({ kind, what }) => `${kind}: ${what}`)].map(([name, those]) => [
    name,
    those.length,
    those.filter((one) => !missed.includes(one)).length,
  ]);
  session.table(
    ["mutation", "n", "found"],
    rows.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}

/**
 * A chain cannot know that its end is missing: the checkpoint does, which somebody kept elsewhere. Both by the command that
 * engineers have.
 */
async function cutTail(session: Session, url: string): Promise<Bar> {
  const whole = await runVerify(url);
  const checkpoint = whole.said.split("\n").at(-1) ?? "";
  const length = parseCheckpoint(checkpoint)?.length;
  if (whole.code !== 0 || length === undefined) throw new Error(`The untouched audit: ${whole.said}`);
  await asSuperuser(url, [
    `WITH gone AS (DELETE FROM audit_seal WHERE place > ${length - BigInt(tailLines)} RETURNING audit_id)
     DELETE FROM audit WHERE id IN (SELECT audit_id FROM gone)`,
  ]);
  const [alone, beside] = [await runVerify(url), await runVerify(url, checkpoint)];
  session.note("tail", { checkpoint, alone, beside });
  if (alone.code !== 0)
    throw new Error(`The chain alone noticed its missing end, so it is no control: ${alone.said}`);
  session.say(`The last ${tailLines} lines cut off, beside the checkpoint: ${beside.said}`);
  const isFound = beside.code === 1 && beside.said.includes("cut off");
  const measured = isFound ? "found by the checkpoint" : "not found";
  return judged("R6 cut tail", measured, "found, which the chain alone cannot", isFound);
}

function openDb(url: string): Db {
  return createDb({ url, poolSize: 1, silentMs: patientMs });
}

async function copyDatabase(rig: Rig, name: string): Promise<string> {
  const url = new URL(rig.databaseUrl);
  const template = url.pathname.slice(1);
  await withOwner(Object.assign(new URL(url), { pathname: "/postgres" }).href, (owner) =>
    owner.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
  );
  return Object.assign(url, { pathname: `/${name}` }).href;
}

/** Past all triggers. Answers for each statement the id it returned, if any; throws when one changed nothing. */
async function asSuperuser(url: string, statements: readonly string[]): Promise<(string | null)[]> {
  return withOwner(url, async (owner) => {
    await owner.query("SET session_replication_role = replica");
    const ids: (string | null)[] = [];
    for (const sql of statements) {
      const { rows, rowCount } = await owner.query<{ id?: string }>(sql);
      if (rowCount === 0) throw new Error(`This mutation changed nothing: ${sql}`);
      ids.push(rows[0]?.id ?? null);
    }
    return ids;
  });
}

async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
