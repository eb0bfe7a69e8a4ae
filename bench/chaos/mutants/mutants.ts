import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judged, type Bar } from "../../kit/bar.ts";
import { startRigPostgres } from "../../kit/postgres.ts";
import type { Session } from "../../kit/session.ts";
import { dispatchMutants } from "./dispatch-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { recordMutants } from "./record-mutants.ts";
import { runSuite } from "./run-suite.ts";
import { openScratchTree } from "./scratch-tree.ts";

export const mutantList: readonly Mutant[] = [...dispatchMutants, ...recordMutants];

/**
 * R10: twelve bugs, one at a time in a copy of the tree, against the tests that must notice each; the copy without a
 * bug passes the same tests, or the run is invalid.
 */
export async function mutants(session: Session): Promise<Bar[]> {
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-mutants-db-"));
  const postgres = await startRigPostgres(folder);
  const tree = await openScratchTree();
  const run = (files: readonly string[], words: readonly string[], bail: boolean) =>
    runSuite(tree.folder, postgres.url, { files, words, bail });
  try {
    const all = mutantList.map(({ caughtBy }) => caughtBy);
    const files = new Set(all.flatMap((set) => set.files));
    const clean = await run(
      [...files],
      all.map(({ tests }) => tests),
      false,
    );
    session.say(`the tree as it is: ${clean.passed} passed, ${clean.failed.length} failed`);
    if (clean.failed.length > 0 || clean.passed < mutantList.length) {
      throw new Error(`The tree as it is does not pass: ${clean.failed.join("; ")}\n${clean.output}`);
    }
    const rows: { name: string; isCaught: boolean; by: string; seconds: number }[] = [];
    for (const mutant of mutantList) {
      const startedAtMs = performance.now();
      const { failed, output } = await tree.broken(mutant, () =>
        run(mutant.caughtBy.files, [mutant.caughtBy.tests], true),
      );
      const isCaught = failed.length > 0;
      const seconds = (performance.now() - startedAtMs) / 1000;
      rows.push({ name: mutant.name, isCaught, by: failed[0] ?? output.slice(-500), seconds });
      session.say(`${isCaught ? "caught" : "MISSED"}  ${mutant.name} (${seconds.toFixed(0)} s)`);
    }
    session.note("mutants", rows);
    const caught = rows.filter(({ isCaught }) => isCaught).length;
    const missed = rows.filter(({ isCaught }) => !isCaught).map(({ name }) => name);
    const note = missed.length > 0 ? `missed: ${missed.join(", ")}` : undefined;
    return [judged("R10", `${caught} of ${rows.length} caught`, "12 of 12", caught === 12, note)];
  } finally {
    await tree.remove();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
