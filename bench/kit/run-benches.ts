import os from "node:os";
import { barLine, type Bar } from "./bar.ts";
import type { BenchOptions } from "./options.ts";
import { openSession, type Session } from "./session.ts";
import { writeRecord } from "./write-record.ts";

/** Measures and judges. Throws when the run is invalid, such as a positive control that passed clean. */
export type Bench = (session: Session) => Promise<Bar[]>;

/** Loaded only when called for: a baseline's packages are no business of the other benches. */
export type BenchTable = Readonly<Record<string, () => Promise<Bench>>>;

/**
 * Runs the named benches, all of them when none is named, one at a time. Prints each table, where the record lies, and
 * one last line per bar. Answers the exit code: 1 when a bar failed or a run was invalid, 2 for a name unknown.
 */
export async function runBenches(program: string, table: BenchTable, options: BenchOptions): Promise<number> {
  const unknown = options.names.filter((name) => !(name in table));
  if (unknown.length > 0) {
    console.error(
      `There is no ${program} "${unknown.join('", "')}". Known: ${Object.keys(table).join(", ")}.`,
    );
    return 2;
  }
  const bars: Bar[] = [];
  let isInvalid = false;
  for (const [name, load] of Object.entries(table)) {
    if (options.names.length > 0 && !options.names.includes(name)) continue;
    const startedAt = new Date();
    const loadBefore = os.loadavg();
    const session = openSession(options);
    console.log(`\n${program} ${name}${options.quick ? " --quick" : ""} --seed ${options.seed}\n`);
    let own: Bar[] = [];
    try {
      own = await (await load())(session);
    } catch (error) {
      isInvalid = true;
      session.note("invalid", String(error));
      console.error("The run is invalid:", error);
    }
    bars.push(...own);
    console.log(`\nrecord ${await writeRecord(`${program}-${name}`, session, own, startedAt, loadBefore)}`);
  }
  console.log(`\n${bars.map(barLine).join("\n")}`);
  return isInvalid || bars.some(({ verdict }) => verdict === "FAIL") ? 1 : 0;
}
