import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { claimIdempotencyKey, keepFirstAnswer } from "./idempotency-store.ts";

const database = useTestDatabase();

test("a hundred parallel requests with one key do the work once and all get its answer", async () => {
  let worked = 0;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      inTransaction(database.db, async (tx) => {
        const first = await claimIdempotencyKey(tx, "key:a", "same", "hash");
        if (first) return first;
        worked += 1;
        const answer = { status: 201, text: `{"n":${worked}}` };
        await keepFirstAnswer(tx, "key:a", "same", answer);
        return answer;
      }),
    ),
  );
  expect(worked).toBe(1);
  expect(new Set(answers.map((answer) => answer.text))).toEqual(new Set(['{"n":1}']));
});

test("a key that stood for another request is refused", async () => {
  await inTransaction(database.db, (tx) => claimIdempotencyKey(tx, "key:b", "k", "one"));
  await expect(
    inTransaction(database.db, (tx) => claimIdempotencyKey(tx, "key:b", "k", "two")),
  ).rejects.toMatchObject({
    code: "invalid",
  });
});

test.each(["", "k".repeat(201)])("a key of %j is none", async (key) => {
  await expect(
    inTransaction(database.db, (tx) => claimIdempotencyKey(tx, "key:c", key, "one")),
  ).rejects.toMatchObject({ code: "malformed" });
});
