import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import {
  claimIdempotencyKey,
  findFirstAnswer,
  insertFirstAnswer,
  keepAnswer,
  keepFirstAnswer,
} from "./idempotency-store.ts";

const database = useTestDatabase();

test("a hundred parallel requests with one key do the work once and all get its answer", async () => {
  const request = { actorId: "key:a", key: "same", bodyHash: "hash" };
  let worked = 0;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      inTransaction(database.db, async (tx) => {
        const first = await claimIdempotencyKey(tx, request);
        if (first) return first;
        worked += 1;
        const answer = { status: 201, text: `{"n":${worked}}` };
        await keepFirstAnswer(tx, request, answer);
        return answer;
      }),
    ),
  );
  expect(worked).toBe(1);
  expect(new Set(answers.map((answer) => answer.text))).toEqual(new Set(['{"n":1}']));
});

test("a key that stood for another request is refused", async () => {
  const request = { actorId: "key:b", key: "k", bodyHash: "one" };
  await inTransaction(database.db, (tx) => claimIdempotencyKey(tx, request));
  await expect(
    inTransaction(database.db, (tx) => claimIdempotencyKey(tx, { ...request, bodyHash: "two" })),
  ).rejects.toMatchObject({
    code: "invalid",
  });
});

test("a key that is claimed together with its answer is claimed once, and the others fail and find the answer", async () => {
  const request = { actorId: "key:c", key: "at once", bodyHash: "hash" };
  const told = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      inTransaction(database.db, (tx) =>
        keepAnswer(tx, (answer, from) => insertFirstAnswer(request, answer, from), {
          status: 200,
          text: `${n}`,
        }),
      ),
    ),
  );
  const won = told.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(won).toHaveLength(1);
  expect(await findFirstAnswer(database.db, request)).toEqual(won[0]);
  expect(await findFirstAnswer(database.db, { ...request, key: "another" })).toBeUndefined();
});
