import type { Mutant } from "./mutant.ts";

const takeOver = "lib/dispatch/queue/take-over.integration.test.ts";
const faults = "lib/dispatch/attempt/faults.integration.test.ts";

/** Bugs between the queue, the worker and the server. */
export const dispatchMutants: readonly Mutant[] = [
  {
    name: "fence check dropped",
    edits: [
      {
        file: "lib/dispatch/attempt/attempt-store.ts",
        find: `WHERE id = \${held.id}::uuid AND fence = \${held.fence} AND status = 'submitting'`,
        replace: `WHERE id = \${held.id}::uuid AND status = 'submitting'`,
      },
      {
        file: "lib/dispatch/attempt/attempt-store.ts",
        find: "WHERE id = ${id}::uuid AND fence = ${held.fence} AND status IN",
        replace: "WHERE id = ${id}::uuid AND status IN",
      },
      {
        file: "lib/dispatch/attempt/attempt-store.ts",
        find: "WHERE fence = ${fence} AND id = ${id}::uuid AND status IN",
        replace: "WHERE id = ${id}::uuid AND status IN",
      },
    ],
    caughtBy: { files: [takeOver], tests: "a zombie with an old fence changes nothing" },
  },
  {
    name: "notify before commit",
    edits: [
      {
        file: "lib/db/transaction.ts",
        find: "wakes.set(tx, channels);",
        replace: "wakes.set(tx, { add: (channel: WakeChannel) => wake(db, channel) } as Set<WakeChannel>);",
      },
    ],
    caughtBy: {
      files: ["lib/db/transaction.integration.test.ts"],
      tests: "nobody is woken before the commit",
    },
  },
  {
    name: "completion from the socket only",
    edits: [
      {
        file: "lib/dispatch/attempt/follow-attempt.ts",
        find: `      case "history":
`,
        replace: `      case "history":
        if (watch.progress.ended === null) break;
`,
      },
    ],
    caughtBy: { files: [faults], tests: "loses the completion event" },
  },
  {
    name: "POST before the attempt is committed",
    edits: [
      {
        file: "lib/dispatch/queue/claim-store.ts",
        find: "interval '1 millisecond', graph\n",
        replace: "interval '1 millisecond', NULL\n",
      },
      {
        file: "lib/dispatch/attempt/submit-attempt.ts",
        find: `  await dispatch.reach("posted", held);
`,
        replace: `  await dispatch.reach("posted", held);
  await storeGraph(dispatch.db, held, graph);
`,
      },
    ],
    caughtBy: { files: [takeOver], tests: "a server is given only what the database has" },
  },
  {
    name: "resubmit without looking in queue and history",
    edits: [
      {
        file: "lib/dispatch/attempt/conduct-attempt.ts",
        find: `    case "unknown":
`,
        replace: `    case "unknown":
      if (outcome.kind === "unknown") {
        await settleLost(dispatch, held, losses.unanswered(outcome.reason), { isOffServer: true });
        return true;
      }
`,
      },
    ],
    caughtBy: { files: [faults], tests: "adopts what it accepted without saying so" },
  },
  {
    name: "slot freed at lease expiry without checking the server",
    edits: [
      {
        file: "lib/dispatch/queue/claim-store.ts",
        find: "Prisma.sql`slot.attempt_id IS NULL`",
        replace: `Prisma.sql\`(slot.attempt_id IS NULL
  OR EXISTS (SELECT FROM attempt WHERE attempt.id = slot.attempt_id AND attempt.lease_until < now()))\``,
      },
    ],
    caughtBy: {
      files: ["lib/dispatch/queue/claim-store.integration.test.ts"],
      tests: "the slots of a silent worker stay taken",
    },
  },
  {
    name: "lease compared with the process clock",
    edits: [
      {
        file: "lib/dispatch/queue/lease-store.ts",
        find: "attempt.lease_until < now()",
        replace: "attempt.lease_until < ${new Date()}",
      },
    ],
    caughtBy: { files: [takeOver], tests: "leases are compared with the database's clock" },
  },
];
