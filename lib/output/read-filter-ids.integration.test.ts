import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { listOutputs } from "./read-outputs.ts";
import { listOutputsQuerySchema } from "./output-schema.ts";
import { readFilterIds } from "./read-filter-ids.ts";
import { openStudio, reviewer } from "./testing/studio.ts";

const database = useTestDatabase();
let rare = "";

async function isRare(q: string): Promise<boolean> {
  return (await readFilterIds(database.db, reviewer, { params: {}, q })).isSearchRare;
}

beforeAll(async () => {
  const { db } = database;
  const studio = await openStudio(db);
  for (const animal of ["fox", "fox", "hound", "hound"]) {
    await studio.output({ prompt: `a red ${animal} in soft light` });
  }
  expect(await isRare("red"), "as long as nothing is known").toBe(false);
  await database.asOwner("ANALYZE run_search");
  rare = await studio.output({ prompt: "a red owl" });
});

test.each([
  "red",
  "re",
  "red fox",
  "fox or hound",
  '"soft light"',
  "-owl",
  "red -owl",
  "red or owl",
  "",
  "!",
])("%j may be in many prompts", async (q) => {
  expect(await isRare(q)).toBe(false);
});

test.each(["owl", "ow", "red owl", '"red owl"', "owl -fox", "owl or zebra", "7151932"])(
  "%j is in few prompts if in any, and found all the same",
  async (q) => {
    expect(await isRare(q)).toBe(true);
    const page = await listOutputs(database.db, reviewer, listOutputsQuerySchema.parse({ q }));
    expect(page.items.map(({ id }) => id)).toEqual(q === "7151932" ? [] : [rare]);
  },
);
