import { migrate } from "../../../prisma/migrate.ts";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

/** What a next migration does to tables in use: a column with a default, an index, a constraint. */
const forward = `
  ALTER TABLE run ADD COLUMN chaos_mark INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempt ADD COLUMN chaos_mark TEXT;
  CREATE INDEX run_chaos_mark ON run (chaos_mark);
  ALTER TABLE output ADD CONSTRAINT output_chaos CHECK (revision >= 0);`;
const back = `
  ALTER TABLE output DROP CONSTRAINT output_chaos;
  ALTER TABLE attempt DROP COLUMN chaos_mark;
  ALTER TABLE run DROP COLUMN chaos_mark;`;

export const migrateUnderLoad: Fault = {
  id: "F17",
  what: "migration while running",
  variants: ["schema change", "several migrators"],
  async inject({ arena, random, variant, load }) {
    await pause(random.between(0, 300));
    if (variant === "several migrators") {
      await Promise.all([1, 2, 3].map(() => migrate(arena.rig.databaseUrl)));
      return "three migrators at once found nothing to do";
    }
    await arena.db.query(`BEGIN; ${forward} COMMIT`);
    await load.ended;
    await arena.db.query(`BEGIN; ${back} COMMIT`);
    return "columns, index and constraint came and went";
  },
};
