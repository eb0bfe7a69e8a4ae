import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAudit } from "#lib/audit/verify-audit";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { seededRandom } from "../../kit/random.ts";
import { fillAudit } from "./fill-audit.ts";
import { drawMutations, findTraces } from "./mutations.ts";

const database = useTestDatabase();
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(() => owner.end());

test("each kind of mutation changes something and is traced to where it was made, and nothing else is told of", async () => {
  await fillAudit(owner, 1200);
  expect((await verifyAudit(database.db)).wrong).toEqual([]);
  const mutations = drawMutations(seededRandom(7), 1200, 80);
  expect(new Set(mutations.map(({ what }) => what)).size).toBeGreaterThan(12);
  await owner.query("SET session_replication_role = replica");
  const bare: (string | null)[] = [];
  for (const { sql, what } of mutations) {
    const { rows, rowCount } = await owner.query<{ id?: string }>(sql);
    expect(rowCount, what).toBeGreaterThan(0);
    bare.push(rows[0]?.id ?? null);
  }
  await owner.query("RESET session_replication_role");
  const { wrong } = await verifyAudit(database.db, { most: 1000 });
  const traces = mutations.map((mutation, index) => findTraces(mutation, bare[index] ?? null, wrong));
  for (const [index, those] of traces.entries()) expect(those, mutations[index]?.what).not.toEqual([]);
  expect(wrong.filter((one) => !traces.flat().includes(one))).toEqual([]);
});

test("a chain that is too short for so many is refused", () => {
  expect(() => drawMutations(seededRandom(1), 70, 10)).toThrow(/too few/);
});
