import { createHash } from "node:crypto";
import { AppError } from "#lib/errors";
import { canonicalJson, type ExactJson } from "#lib/json";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { Prisma } from "#prisma";

export type FirstAnswer = { status: number; text: string };

/** Whose request it is, under which key, and what makes it the same one when it is sent again. */
export type KeyedRequest = { actorId: string; key: string; bodyHash: string };

/**
 * Makes the statement that keeps an answer under its request's key, one for each row of `from`. The statement around it
 * fails, and with it the change, when the key has been used.
 */
export type KeepAnswer<Answer> = (answer: Answer, from: Prisma.Sql) => Prisma.Sql;

/** What makes two requests the same one. */
export function requestHash(method: string, path: string, body: ExactJson): string {
  return createHash("sha256")
    .update(`${method} ${path}\n${canonicalJson(body)}`)
    .digest("hex");
}

/**
 * Claims `key` for this actor in the caller's transaction. Returns the first answer when the key was used before with
 * the same request; undefined when this request is the first. While another request holds the key uncommitted, the
 * insert waits for it, so that parallel retries all get the one answer. 422 when the key stands for another request.
 */
export async function claimIdempotencyKey(tx: Tx, request: KeyedRequest): Promise<FirstAnswer | undefined> {
  const { actorId, key, bodyHash } = request;
  const inserted = await tx.$executeRaw`
    INSERT INTO idempotency (actor_id, key, body_hash) VALUES (${actorId}, ${key}, ${bodyHash})
    ON CONFLICT (actor_id, key) DO NOTHING`;
  return inserted === 1 ? undefined : findFirstAnswer(tx, request);
}

/** What the key stands for already; undefined when nothing. 422 when that was another request. */
export async function findFirstAnswer(
  db: Db | Tx,
  { actorId, key, bodyHash }: KeyedRequest,
): Promise<FirstAnswer | undefined> {
  const first = await db.idempotency.findUnique({ where: { actorId_key: { actorId, key } } });
  if (first === null) return undefined;
  if (first.bodyHash !== bodyHash) {
    throw new AppError(
      "invalid",
      "This Idempotency-Key was used for another request. Use a new key for a new request.",
      {
        fields: [{ path: "/Idempotency-Key", message: "Already used with a different body." }],
      },
    );
  }
  return { status: first.status ?? 200, text: first.response ?? "{}" };
}

/** Keeps what the claimed key stands for, in the transaction that did the work. */
export async function keepFirstAnswer(
  tx: Tx,
  { actorId, key }: KeyedRequest,
  answer: FirstAnswer,
): Promise<void> {
  await tx.idempotency.update({
    where: { actorId_key: { actorId, key } },
    data: { status: answer.status, response: answer.text },
  });
}

/** Claims a key and keeps its answer in one statement, or as a part of one: a row for each of `from`. */
export function insertFirstAnswer(
  { actorId, key, bodyHash }: KeyedRequest,
  { status, text }: FirstAnswer,
  from: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO idempotency (actor_id, key, body_hash, status, response)
    SELECT ${actorId}, ${key}, ${bodyHash}, ${status}::int, ${text} ${from}`;
}

/** Keeps the answer as the last thing of a transaction. Without a key there is nothing to keep it under. */
export async function keepAnswer<Answer>(
  tx: Tx,
  keep: KeepAnswer<Answer> | undefined,
  answer: Answer,
): Promise<Answer> {
  if (keep !== undefined) await tx.$executeRaw`${keep(answer, Prisma.empty)}`;
  return answer;
}
