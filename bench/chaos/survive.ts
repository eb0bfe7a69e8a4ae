import { judged, notMeasured, type Bar } from "../kit/bar.ts";
import type { Session } from "../kit/session.ts";
import { startArena, type Arena } from "./arena/arena.ts";
import { deliverAll } from "./deliver-all.ts";
import { allFaults } from "./faults/all-faults.ts";
import type { Fault } from "./faults/fault.ts";
import { tellViolation } from "./invariants/judge.ts";
import { playRound, type Round } from "./play-round.ts";

const usual = { seeds: 50, tries: 100 };
const quick = { seeds: 2, tries: 4 };

/** R1: every class of fault from many seeds, judged after each; then the four that eat results, counting results. */
export async function survive(session: Session): Promise<Bar[]> {
  const { options, say } = session;
  const usualCounts = options.quick ? quick : usual;
  const seeds = Number(options.extra["seeds"] ?? usualCounts.seeds);
  const tries = Number(options.extra["tries"] ?? usualCounts.tries);
  const only = options.extra["fault"];
  const faults = allFaults.filter(({ id }) => only === undefined || id === only);
  const arena = await startArena();
  try {
    const rounds: Round[] = [];
    const missing: string[] = [];
    for (const fault of faults) {
      const why = fault.missing?.(arena) ?? null;
      if (why === null) rounds.push(...(await playSeeds(session, arena, fault, seeds)));
      else missing.push(`${fault.id} ${why}`);
    }
    session.note("rounds", rounds);
    say("");
    session.table(
      ["fault", "", "seeds", "runs", "succeeded", "violations"],
      faults.map((fault) => sumUp(fault, rounds)),
    );
    const bars = [...judgeRounds(rounds, missing)];
    if (tries > 0) bars.push(await deliverAll(session, arena, tries));
    bars.push(
      notMeasured("R1 base", "0 of 16 by ViewComfy", "needs a built ViewComfy at VIEWCOMFY_URL"),
      notMeasured("I4 chain", "hash chain and role", "the chain and the database role are not built yet"),
    );
    return bars;
  } finally {
    await arena.stop();
  }
}

async function playSeeds(session: Session, arena: Arena, fault: Fault, seeds: number): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let index = 0; index < seeds; index += 1) {
    const seed = session.options.seed + index;
    const variant = fault.variants[seed % fault.variants.length] ?? "";
    const round = await playRound(arena, fault, variant, seed);
    rounds.push(round);
    tellRound(session, round);
  }
  return rounds;
}

function tellRound({ say }: Session, round: Round): void {
  const { fault, variant, seed, what, runs, succeeded, restMs, violations, failure } = round;
  const isBad = violations.length > 0 || failure !== null;
  say(
    `${isBad ? "✗" : "✓"} ${fault} seed ${seed} (${variant}): ${what}; ${succeeded} of ${runs} runs succeeded, ` +
      `at rest after ${(restMs / 1000).toFixed(1)} s`,
  );
  if (failure !== null) say(`    ${failure}`);
  for (const violation of violations) say(`    ${tellViolation(violation)}`);
  if (isBad) say(`    again: npm run chaos -- --fault=${fault} --seed ${seed} --seeds 1 --tries 0`);
}

function sumUp({ id, what }: Fault, rounds: readonly Round[]): (string | number)[] {
  const own = rounds.filter(({ fault }) => fault === id);
  const total = (count: (round: Round) => number) => own.reduce((sum, round) => sum + count(round), 0);
  return [
    id,
    what,
    own.length,
    total(({ runs }) => runs),
    total(({ succeeded }) => succeeded),
    total(violationsOf),
  ];
}

function violationsOf({ violations, failure }: Round): number {
  return violations.length + (failure === null ? 0 : 1);
}

function* judgeRounds(rounds: readonly Round[], missing: readonly string[]): Generator<Bar> {
  const violations = rounds.reduce((sum, round) => sum + violationsOf(round), 0);
  const played = new Set(rounds.map(({ fault }) => fault)).size;
  yield judged(
    "R1 violations",
    `${violations} in ${rounds.length} rounds of ${played} faults`,
    "0",
    violations === 0 && rounds.length > 0,
    "checked after each: I1 I2 I3 I4 (steps) I5 I6 I7 I8",
  );
  for (const why of missing) yield notMeasured(`R1 ${why.split(" ")[0] ?? ""}`, "0", why);
}
