import { beforeAll, beforeEach } from "vitest";
import type { Actor } from "#lib/account/actor";
import type { TestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { openStudio, reviewer, type Studio } from "#lib/output/testing/studio";
import { decideOutput } from "#lib/review/decide-output";
import type { Decide } from "#lib/review/decision-schema";
import { startSessionSchema } from "#lib/review/session-schema";
import { skipOutput } from "#lib/review/skip-output";
import { startSession } from "#lib/review/start-session";
import { undoDecision } from "#lib/review/undo-decision";

/** A reviewer at a desk: outputs with words of their own for each test, so that each test has its own list. */
export function useSessionDesk(database: TestDatabase) {
  let studio: Studio;
  let prompt = "";
  beforeAll(async () => {
    studio = await openStudio(database.db);
  });
  beforeEach(() => {
    prompt = `w${newId().replaceAll("-", "")}`;
  });
  const output = () => studio.output({ prompt });
  return {
    output,
    /** The words of this test's outputs. */
    prompt: () => prompt,
    queue: () => studio.queue({ prompt }),
    finish: (...asked: Parameters<Studio["finish"]>) => studio.finish(...asked),

    async outputs(count: number): Promise<string[]> {
      const ids: string[] = [];
      while (ids.length < count) ids.push(await output());
      return ids;
    },

    start(actor: Actor = reviewer, scope: object = {}, order?: "newest") {
      const asked = startSessionSchema.parse({ scope: { q: prompt, ...scope }, ...(order && { order }) });
      return inTransaction(database.db, (tx) => startSession(tx, actor, asked, new Date()));
    },

    decide(actor: Actor, id: string, verdict: Decide["verdict"], more: Partial<Decide> = {}) {
      const asked = { verdict, expected: 0, ...more };
      return decideOutput(database.db, actor, id, asked, new Date());
    },

    undo(actor: Actor, id: string) {
      return inTransaction(database.db, (tx) => undoDecision(tx, actor, id, {}, new Date()));
    },

    skip(session: { id: string }, id: string, isSkipped = true) {
      return inTransaction(database.db, (tx) =>
        skipOutput(tx, reviewer, { id: session.id, output: id, isSkipped }, new Date()),
      );
    },
  };
}
