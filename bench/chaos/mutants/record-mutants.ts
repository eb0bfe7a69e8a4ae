import type { Mutant } from "./mutant.ts";

/** Bugs in what is kept: files, rows, decisions, audit, events. */
export const recordMutants: readonly Mutant[] = [
  {
    name: "file written directly under its final name",
    edits: [
      {
        file: "lib/output/file-store.ts",
        find: `openFile(temp, "wx")`,
        replace: `openFile(target, "w")`,
      },
      { file: "lib/output/file-store.ts", find: "    await rename(temp, target);\n", replace: "" },
    ],
    caughtBy: {
      files: ["lib/output/file-store.integration.test.ts"],
      tests: "a name is never seen with less than all of its bytes",
    },
  },
  {
    name: "output row before its file",
    edits: [
      {
        file: "lib/output/ingest-file.ts",
        find: "  await stored;\n",
        replace: "",
      },
    ],
    caughtBy: {
      files: ["lib/dispatch/attempt/faults.integration.test.ts"],
      tests: "waits with the pictures while storage is full",
    },
  },
  {
    name: "decision without revision check",
    edits: [
      {
        file: "lib/review/decision-store.ts",
        find: "WHERE o.id = target.id AND o.revision = target.was",
        replace: "WHERE o.id = target.id",
      },
    ],
    caughtBy: {
      files: ["lib/review/review-races.integration.test.ts"],
      tests: "of people who had all looked before any of them wrote",
    },
  },
  {
    name: "audit row outside the transaction",
    edits: [
      {
        file: "lib/db/transaction.ts",
        find: "wakes.set(tx, channels);",
        replace: "wakes.set(tx, channels);\n      outside.set(tx, db);",
      },
      {
        file: "lib/db/transaction.ts",
        find: "const wakes = new WeakMap",
        replace: "export const outside = new WeakMap<Tx, Db>();\nconst wakes = new WeakMap",
      },
      {
        file: "lib/audit/audit-store.ts",
        find: `import type { Tx } from "#lib/db/transaction";`,
        replace: `import { outside, type Tx } from "#lib/db/transaction";`,
      },
      {
        file: "lib/audit/audit-store.ts",
        find: "await tx.$executeRaw`${insertAudit(actor, lines)}`",
        replace: "await (outside.get(tx) ?? tx).$executeRaw`${insertAudit(actor, lines)}`",
      },
    ],
    caughtBy: {
      files: ["lib/audit/audit-store.integration.test.ts"],
      tests: "what was not done is not on record",
    },
  },
  {
    name: "outbox read by id alone",
    edits: [
      {
        file: "lib/event/read-events.ts",
        find: `      WHERE (event.xid, event.id) > (\${position.xid}::bigint, \${position.id}::bigint)
        AND event.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + xid_base()
      ORDER BY event.xid, event.id`,
        replace: `      WHERE event.id > \${position.id}::bigint
      ORDER BY event.id`,
      },
    ],
    caughtBy: {
      files: ["lib/event/read-events.integration.test.ts"],
      tests: "an event is not read while a transaction that began before it is still open",
    },
  },
];
