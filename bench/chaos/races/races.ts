import pg from "pg";
import { judged, type Bar } from "../../kit/bar.ts";
import { isShort } from "../../kit/options.ts";
import { startRig } from "../../kit/rig.ts";
import type { Session } from "../../kit/session.ts";
import { checkAnswers } from "../invariants/check-answers.ts";
import { checkAudit } from "../invariants/check-audit.ts";
import { checkChain } from "../invariants/check-chain.ts";
import { checkDecisions } from "../invariants/check-decisions.ts";
import { fromTheStart, type Evidence, type Violation } from "../invariants/evidence.ts";
import { tellViolation } from "../invariants/judge.ts";
import { openClientLedger } from "../ledger/client-ledger.ts";
import { createWebClient, readEnded, smallCard, submitRun, type WebClient } from "../web-client.ts";
import { raceDecisions } from "./race-decisions.ts";
import { raceManyKeys, raceOneKey, raceTwoBodies, type RaceRound } from "./race-submits.ts";

type Race = { name: string; bar: string; run: (round: number) => Promise<RaceRound>; every: number };

const submitters = 100;
const reviewers = 200;

/**
 * R5: through the real web process, many at once with one Idempotency-Key, and many at once on one output. `--short`
 * takes 10 rounds instead of 200.
 */
export async function races(session: Session): Promise<Bar[]> {
  const rounds = isShort(session.options) ? 10 : 200;
  const rig = await startRig();
  const db = new pg.Client({ connectionString: rig.databaseUrl });
  try {
    await db.connect();
    const ledger = openClientLedger();
    const client = createWebClient(await rig.web(), ledger);
    const outputId = await makeOutput(rig, client);
    const table: Race[] = [
      {
        name: "one key",
        bar: `1 run and ${submitters} identical answers; 422 for another body`,
        run: () => raceOneKey(client, db, submitters),
        every: 1,
      },
      {
        name: "one key, two bodies",
        bar: "1 run; 422 for whoever came second",
        run: () => raceTwoBodies(client, db, session.random, submitters),
        every: 5,
      },
      {
        name: "a key each",
        bar: `${submitters} runs`,
        run: () => raceManyKeys(client, db, submitters),
        every: 10,
      },
      {
        name: "decisions",
        bar: `1 winner a revision, ${reviewers - 1} × 409 with the current one`,
        run: async () => raceDecisions(client, await client.readOutput(outputId), reviewers),
        every: 1,
      },
    ];
    const bars: Bar[] = [];
    for (const race of table) bars.push(await hold(session, race, Math.ceil(rounds / race.every)));
    bars.push(
      await judgeLedger(session, { ...nothingElse, db, url: rig.appUrl, files: rig.files, client: ledger }),
    );
    return bars;
  } finally {
    await db.end();
    await rig.stop();
  }
}

const nothingElse = { since: fromTheStart, servers: [], mayFail: new Set<string>(), restedAt: null };

/** The same once more by what clients were told, against the history as it is kept. */
async function judgeLedger(session: Session, evidence: Evidence): Promise<Bar> {
  const violations: Violation[] = [];
  for (const check of [checkAnswers, checkDecisions, checkAudit, checkChain])
    violations.push(...(await check(evidence)));
  const { submits, decisions } = evidence.client;
  for (const violation of violations.slice(0, 5)) session.say(`  ${tellViolation(violation)}`);
  session.note("ledger", { submits: submits.length, decisions: decisions.length, violations });
  const measured = `${violations.length} violations, ${submits.length} submits, ${decisions.length} decisions`;
  return judged("R5 I3, I4, I8", measured, "0 violations", violations.length === 0);
}

async function hold(session: Session, { name, bar, run }: Race, rounds: number): Promise<Bar> {
  const violations: string[] = [];
  let requests = 0;
  const startedAtMs = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const result = await run(round);
    requests += result.requests;
    for (const violation of result.violations) violations.push(`round ${round}: ${violation}`);
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  session.say(`${name}: ${rounds} rounds, ${requests} requests, ${seconds.toFixed(1)} s`);
  for (const violation of violations.slice(0, 5)) session.say(`  ${violation}`);
  session.note(name, { rounds, requests, seconds, violations });
  const measured = `${violations.length} violations in ${rounds} rounds`;
  return judged(`R5 ${name}`, measured, bar, violations.length === 0 && requests > 0);
}

/** One picture to quarrel about. Afterwards no worker is there, so that submissions stay as they were made. */
async function makeOutput(rig: Awaited<ReturnType<typeof startRig>>, client: WebClient): Promise<string> {
  const simulator = await rig.simulator({ name: "gpu", speed: 0 });
  const worker = await rig.worker({ name: "worker", servers: simulator.url });
  const id = await submitRun(client, smallCard);
  const { outputs } = await readEnded(client, id);
  await worker.stop();
  const [output] = outputs;
  if (output === undefined) throw new Error("The run made no output.");
  return output.id;
}
