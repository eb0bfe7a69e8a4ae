import { judged, type Bar } from "../kit/bar.ts";
import { seededRandom } from "../kit/random.ts";
import type { Session } from "../kit/session.ts";
import type { Arena } from "./arena/arena.ts";
import { startLoad } from "./arena/load.ts";
import { disturbSockets } from "./faults/disturb-sockets.ts";
import type { Fault } from "./faults/fault.ts";
import { loseReply } from "./faults/lose-reply.ts";
import { restartServer } from "./faults/restart-server.ts";
import { twistCompletion } from "./faults/twist-completion.ts";
import { judge, tellViolation } from "./invariants/judge.ts";

const eaters = [restartServer, disturbSockets, twistCompletion, loseReply];
const restWithinMs = 60_000;

/** Each try is one run under one fault; delivered is what has succeeded with its file intact, executed as often as it had to be. */
export async function deliverAll(session: Session, arena: Arena, tries: number): Promise<Bar> {
  let delivered = 0;
  for (const fault of eaters) {
    let own = 0;
    for (let index = 0; index < tries; index += 1)
      own += (await tryOnce(session, arena, fault, index)) ? 1 : 0;
    session.say(`${fault.id} ${fault.what}: ${own} of ${tries} delivered`);
    delivered += own;
  }
  const all = eaters.length * tries;
  return judged("R1 delivered", `${delivered} of ${all}`, "all", delivered === all);
}

async function tryOnce(session: Session, arena: Arena, fault: Fault, index: number): Promise<boolean> {
  const seed = session.options.seed + index;
  const random = seededRandom(seed);
  const variant = fault.variants[index % fault.variants.length] ?? "";
  await arena.openRound();
  const load = startLoad(arena, random, { runs: 1, longestMs: 400 });
  await Promise.all([fault.inject({ arena, random, variant, load }), load.ended]);
  await arena.comeToRest(restWithinMs);
  const violations = await judge(await arena.evidence());
  for (const violation of violations)
    session.say(`✗ ${fault.id} try ${index} (${variant}): ${tellViolation(violation)}`);
  const { rows } = await arena.db.query<{ status: string }>(
    "SELECT status FROM run WHERE id = ANY($1::uuid[])",
    [[...load.runIds]],
  );
  return violations.length === 0 && rows.length === 1 && rows[0]?.status === "succeeded";
}
