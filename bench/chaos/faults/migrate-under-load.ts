import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../../prisma/migrate.ts";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

/** What a next migration does to tables in use: a column with a default, an index, a constraint; and the way back. */
const forward = `
  ALTER TABLE run ADD COLUMN IF NOT EXISTS chaos_mark INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempt ADD COLUMN IF NOT EXISTS chaos_mark TEXT;
  CREATE INDEX IF NOT EXISTS run_chaos_mark ON run (chaos_mark);
  ALTER TABLE output DROP CONSTRAINT IF EXISTS output_chaos;
  ALTER TABLE output ADD CONSTRAINT output_chaos CHECK (revision >= 0);`;
const back = `
  ALTER TABLE output DROP CONSTRAINT IF EXISTS output_chaos;
  ALTER TABLE attempt DROP COLUMN IF EXISTS chaos_mark;
  ALTER TABLE run DROP COLUMN IF EXISTS chaos_mark;`;

export const migrateUnderLoad: Fault = {
  id: "F17",
  what: "migration while running",
  variants: ["schema change", "several migrators"],
  async inject({ arena, random, variant, load }) {
    await pause(random.between(0, 300));
    const url = arena.rig.databaseUrl;
    if (variant === "several migrators") {
      await Promise.all([1, 2, 3].map(() => migrate(url)));
      return "three migrators at once found nothing to do";
    }
    await applyNext(url, forward);
    await load.ended;
    await applyNext(url, back);
    return "columns, index and constraint came and went";
  },
};

let applied = 0;

async function applyNext(url: string, sql: string): Promise<void> {
  applied += 1;
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-migration-"));
  const name = `chaos_${process.pid}_${applied}`;
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, "migration.sql"), sql);
  await migrate(url, folder);
  await rm(folder, { recursive: true });
}
