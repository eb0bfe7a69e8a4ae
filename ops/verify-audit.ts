import process from "node:process";
import { formatCheckpoint, parseCheckpoint } from "#lib/audit/checkpoint";
import { verifyAudit } from "#lib/audit/verify-audit";
import { createDb } from "#lib/db/client";
import { parseEnvironment } from "#lib/env";
import { findRunningPostgres } from "./running-postgres.ts";

// npm run verify-audit [-- <checkpoint>]: whether the record of who did what is still what it was, and where it is not.
// Exit code 0 when it is, 1 when it is not, 2 when that could not be found out.
const longestStatementMs = 600_000;
const mostTold = 10;

async function main(argument: string | undefined): Promise<number> {
  const checkpoint = argument === undefined ? null : parseCheckpoint(argument);
  if (argument !== undefined && checkpoint === null) {
    console.error(`"${argument}" is no checkpoint. Give one as this program printed it: length:hash.`);
    return 2;
  }
  const db = createDb({ url: await findDatabase(), poolSize: 1, silentMs: longestStatementMs });
  try {
    const { head, unsealed, wrong } = await verifyAudit(db, { checkpoint, most: mostTold });
    if (wrong.length > 0) {
      const list = wrong.map(({ why }) => `  ${why}`).join("\n");
      const more = wrong.length < mostTold ? "" : "\n  … and perhaps more.";
      console.error(`The audit is not what it was:\n${list}${more}`);
      return 1;
    }
    const past = checkpoint ? ", past the checkpoint" : "";
    console.log(
      `The audit is whole: ${head?.length ?? 0} lines in an unbroken chain${past}; ${unsealed} wait for their seal.`,
    );
    if (head) console.log(`Checkpoint, to keep elsewhere:\n${formatCheckpoint(head)}`);
    return 0;
  } finally {
    await db.$disconnect();
  }
}

/** The database of DATABASE_URL, else the built-in one while it runs. */
async function findDatabase(): Promise<string> {
  const given = process.env["DATABASE_URL"] || undefined;
  if (given !== undefined) return given;
  const { DATA_DIR } = parseEnvironment({ ...process.env, DATABASE_URL: "postgresql://built-in" });
  const running = await findRunningPostgres(DATA_DIR);
  if (running === null) {
    throw new Error(
      `No Postgres of ours runs in ${DATA_DIR}. Start Proofsheet, or set DATABASE_URL or DATA_DIR.`,
    );
  }
  return running;
}

try {
  process.exit(await main(process.argv[2]));
} catch (error) {
  console.error(`The audit could not be verified: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
}
