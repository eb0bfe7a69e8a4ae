import { judged, type Bar } from "../kit/bar.ts";
import type { Session } from "../kit/session.ts";
import type { Arena } from "./arena/arena.ts";
import { disturbSockets } from "./faults/disturb-sockets.ts";
import { loseReply } from "./faults/lose-reply.ts";
import { restartServer } from "./faults/restart-server.ts";
import { twistCompletion } from "./faults/twist-completion.ts";
import { playRound } from "./play-round.ts";
import { tellRound, violationsOf } from "./tell-round.ts";

/** Those that eat results elsewhere. */
const eaters = [restartServer, disturbSockets, twistCompletion, loseReply];

/** Each try is one run under one fault, variants in rotation; delivered is what succeeded without any violation. */
export async function deliverAll(session: Session, arena: Arena, tries: number): Promise<Bar> {
  let delivered = 0;
  for (const fault of eaters) {
    let own = 0;
    for (let index = 0; index < tries; index += 1) {
      const round = await playRound(arena, [fault], session.options.seed + index, {
        runs: 1,
        longestMs: 400,
      });
      const isDelivered = violationsOf(round) === 0 && round.succeeded === round.runs;
      if (isDelivered) own += 1;
      else tellRound(session, round);
    }
    session.say(`${fault.id} ${fault.what}: ${own} of ${tries} delivered`);
    delivered += own;
  }
  const all = eaters.length * tries;
  return judged("R1 delivered", `${delivered} of ${all}`, "all", delivered === all);
}
