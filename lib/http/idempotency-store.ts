import { createHash } from "node:crypto";
import { AppError } from "#lib/errors";
import { canonicalJson, type ExactJson } from "#lib/json";
import type { Tx } from "#lib/db/transaction";

export type FirstAnswer = { status: number; text: string };

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
export async function claimIdempotencyKey(
  tx: Tx,
  actorId: string,
  key: string,
  bodyHash: string,
): Promise<FirstAnswer | undefined> {
  if (key === "" || key.length > 200)
    throw new AppError("malformed", "An Idempotency-Key has 1 to 200 characters.");
  const inserted = await tx.$executeRaw`
    INSERT INTO idempotency (actor_id, key, body_hash) VALUES (${actorId}, ${key}, ${bodyHash})
    ON CONFLICT (actor_id, key) DO NOTHING`;
  if (inserted === 1) return undefined;
  const first = await tx.idempotency.findUniqueOrThrow({ where: { actorId_key: { actorId, key } } });
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
  actorId: string,
  key: string,
  answer: FirstAnswer,
): Promise<void> {
  await tx.idempotency.update({
    where: { actorId_key: { actorId, key } },
    data: { status: answer.status, response: answer.text },
  });
}
