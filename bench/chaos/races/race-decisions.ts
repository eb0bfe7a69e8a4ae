import type { OutputView } from "#lib/output/output-schema";
import type { WebClient } from "../web-client.ts";
import { statuses, type RaceRound } from "./race-submits.ts";

/**
 * `parallel` reviewers decide on one output at once, all from the same revision: one gets through, and every other is
 * told 409 with the output as the winner left it. `before` is what was on everybody's screen.
 */
export async function raceDecisions(
  client: WebClient,
  before: OutputView,
  parallel: number,
): Promise<RaceRound> {
  const told = await Promise.all(
    Array.from({ length: parallel }, async (_, index) => {
      const verdict = index % 2 === 0 ? ("approved" as const) : ("rejected" as const);
      // A note of its own, so that nobody merely repeats what stands.
      const note = `${before.revision}/${index}`;
      const answer = await client.decide(before.id, { verdict, note, expected: before.revision });
      return { ...answer, note };
    }),
  );
  const winners = told.filter(({ status }) => status === 200);
  const losers = told.filter(({ status }) => status !== 200);
  const after = await client.readOutput(before.id);
  const won = winners.map(({ text }) => JSON.parse(text) as OutputView);
  const isCurrentTold = losers.every(({ text }) => {
    const { error } = JSON.parse(text) as { error?: { current?: Partial<OutputView> } };
    return error?.current?.revision === after.revision && error.current.state === after.state;
  });
  return {
    requests: parallel,
    violations: [
      ...(winners.length === 1 ? [] : [`revision ${before.revision} had ${winners.length} winners`]),
      ...(losers.every(({ status }) => status === 409) ? [] : [`losers were answered ${statuses(losers)}`]),
      ...(isCurrentTold ? [] : ["a loser was not told the current revision"]),
      ...(won[0]?.revision === after.revision && after.decision?.note === winners[0]?.note
        ? []
        : ["the decision in force is not the winner's"]),
    ],
  };
}
