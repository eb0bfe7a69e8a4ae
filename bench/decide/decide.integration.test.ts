import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { seededRandom } from "../kit/random.ts";
import { outputId, seedLibrary } from "../kit/seed-library.ts";
import { measureServer, outputsNeeded } from "./measure-server.ts";

const database = useTestDatabase();
const scale = { reviewers: 3, rounds: 1, each: 2, warmUp: 1, everyMs: 20 };

test("every reviewer's verdicts are timed on both sides, and all of them are in the database afterwards", async () => {
  const needed = outputsNeeded(scale);
  const { db, url: databaseUrl } = database;
  await seedLibrary(databaseUrl, { outputs: needed, perRun: 1, states: "pending", files: ["ab".repeat(32)] });
  const ids = Array.from({ length: needed }, (_, n) => outputId(n + 1));
  const parts = { db, databaseUrl, poolSize: 2, ids };
  const { paced, flood } = await measureServer(parts, seededRandom(1), scale);
  expect(paced.ours[0]).toHaveLength(2 * scale.reviewers * scale.each);
  expect(paced.base[0]).toHaveLength(2 * scale.reviewers * scale.each);
  expect(flood.ours).toHaveLength(scale.reviewers * scale.each);
  expect(await db.output.count({ where: { state: "approved" } })).toBe(needed);
  expect(await db.audit.count({ where: { action: "output.approved" } })).toBe(needed);
});

test("verdicts that were acknowledged and are not there make the run invalid", async () => {
  const parts = { db: database.db, databaseUrl: database.url, poolSize: 2, ids: [] };
  await expect(measureServer(parts, seededRandom(1), scale)).rejects.toThrow();
});
