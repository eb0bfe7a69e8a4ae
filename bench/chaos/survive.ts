import { judged, notMeasured, type Bar } from "../kit/bar.ts";
import type { Session } from "../kit/session.ts";
import { startArena, type Arena } from "./arena/arena.ts";
import { tryViewComfy } from "./baselines/try-view-comfy.ts";
import { deliverAll } from "./deliver-all.ts";
import { allFaults } from "./faults/all-faults.ts";
import type { Fault } from "./faults/fault.ts";
import { checkChain } from "./invariants/check-chain.ts";
import { tellViolation } from "./invariants/judge.ts";
import { playRound, type Round } from "./play-round.ts";
import { tellRound, violationsOf } from "./tell-round.ts";

const usual = { seeds: 50, tries: 100 };
const quick = { seeds: 2, tries: 4 };
const short = { seeds: 2, tries: 0 };
/** Servers are probed even at rest, and what that adds to the audit waits for its seal as ever. */
const mostUnsealed = 20;

/** Faults that may be sent at once without one of them being in the way of another. Every one is in a group. */
const groups: readonly (readonly string[])[] = [
  ["F1", "F3", "F6"],
  ["F2", "F7", "F13"],
  ["F4", "F9", "F10"],
  ["F5", "F8", "F11"],
  ["F14", "F15"],
  ["F12", "F17"],
  ["F16", "F18"],
];

/**
 * R1: every class of fault from many seeds, judged after each; then the four that eat results, counting results.
 * `--short` sends several at once, `--faults=F4,F9` only these at once.
 */
export async function survive(session: Session): Promise<Bar[]> {
  const { options } = session;
  const { extra } = options;
  const isShort = extra["short"] === "true";
  const counts = isShort ? short : options.quick ? quick : usual;
  const seeds = Number(extra["seeds"] ?? counts.seeds);
  const tries = Number(extra["tries"] ?? counts.tries);
  const arena = await startArena();
  try {
    const rounds: Round[] = [];
    const missing = new Set<string>();
    for (const ids of chooseGroups(extra["faults"], isShort)) {
      const faults = findFaults(arena, ids, missing);
      if (faults.length > 0) rounds.push(...(await playSeeds(session, arena, faults, seeds)));
    }
    session.note("rounds", rounds);
    sumUp(session, rounds);
    const bars = [...judgeRounds(rounds, [...missing]), await judgeChain(session, arena)];
    if (tries > 0) bars.push(await deliverAll(session, arena, tries), await tryViewComfy(session, arena.rig));
    return bars;
  } finally {
    await arena.stop();
  }
}

function chooseGroups(named: string | undefined, isShort: boolean): readonly (readonly string[])[] {
  if (named !== undefined) return [named.split(",")];
  return isShort ? groups : allFaults.map(({ id }) => [id]);
}

function findFaults(arena: Arena, ids: readonly string[], missing: Set<string>): Fault[] {
  return allFaults.filter((fault) => {
    if (!ids.includes(fault.id)) return false;
    const why = fault.missing?.(arena) ?? null;
    if (why !== null) missing.add(`${fault.id}: ${why}`);
    return why === null;
  });
}

async function playSeeds(
  session: Session,
  arena: Arena,
  faults: readonly Fault[],
  seeds: number,
): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let index = 0; index < seeds; index += 1) {
    const round = await playRound(arena, faults, session.options.seed + index);
    rounds.push(round);
    tellRound(session, round);
  }
  return rounds;
}

function sumUp(session: Session, rounds: readonly Round[]): void {
  session.say("");
  session.table(
    ["fault", "", "seeds", "runs", "succeeded", "violations"],
    allFaults.map(({ id, what }) => {
      const own = rounds.filter(({ faults }) => faults.split(" ").includes(id));
      const total = (count: (round: Round) => number) => own.reduce((sum, round) => sum + count(round), 0);
      const [runs, succeeded] = [total((round) => round.runs), total((round) => round.succeeded)];
      return [id, what, own.length, runs, succeeded, total(violationsOf)];
    }),
  );
}

/** I4 once more when all is over, with how much of it there was. */
async function judgeChain(session: Session, arena: Arena): Promise<Bar> {
  const violations = await checkChain(await arena.evidence());
  for (const violation of violations) session.say(`  ${tellViolation(violation)}`);
  const { rows } = await arena.db.query<{ sealed: number; lines: number }>(
    "SELECT (SELECT count(*)::int FROM audit_seal) AS sealed, (SELECT count(*)::int FROM audit) AS lines",
  );
  const { sealed = 0, lines = 0 } = rows[0] ?? {};
  return judged(
    "I4 chain",
    `${violations.length} violations, ${sealed} of ${lines} lines sealed`,
    "0, nearly all sealed; neither web nor worker may alter what is on record",
    violations.length === 0 && sealed > 0 && lines - sealed < mostUnsealed,
  );
}

function judgeRounds(rounds: readonly Round[], missing: readonly string[]): Bar[] {
  const violations = rounds.reduce((sum, round) => sum + violationsOf(round), 0);
  const played = new Set(rounds.flatMap(({ faults }) => faults.split(" "))).size;
  return [
    judged(
      "R1 violations",
      `${violations} in ${rounds.length} rounds of ${played} faults`,
      "0",
      violations === 0 && rounds.length > 0,
      "after each round: I1 I2 I3 I4 I5 I6 I7 I8",
    ),
    ...missing.map((why) => notMeasured("R1", "0", why)),
  ];
}
