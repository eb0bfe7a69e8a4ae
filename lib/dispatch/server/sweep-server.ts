import { cancelPrompt } from "#lib/comfyui/cancel-prompt";
import type { Queue } from "#lib/comfyui/protocol-schema";
import { inTransaction } from "#lib/db/transaction";
import { isId } from "#lib/ids";
import { announceFreedSlots } from "#lib/server/server-store";
import { freeSlot } from "#lib/dispatch/attempt/attempt-store";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { ServerLink } from "./server-link.ts";
import { readEnded, readHeldSlots } from "./sweep-store.ts";

/**
 * Brings a server in line after attempts were given up while it could not be asked: what still runs there for nobody
 * is canceled, and a slot is freed once the server has shown that its attempt is gone. A prompt that something on the
 * way delivered twice (ComfyUI runs both) loses its second copy.
 */
export async function sweepServer(dispatch: Dispatch, link: ServerLink, queue: Queue): Promise<void> {
  const onServer = new Set([...queue.running, ...queue.pending]);
  const slots = await readHeldSlots(dispatch.db, link.row.id);
  const gone = slots.filter((attemptId) => !onServer.has(attemptId));
  if (gone.length > 0) {
    await inTransaction(dispatch.db, async (tx) => {
      for (const attemptId of gone) await freeSlot(tx, attemptId);
      await announceFreedSlots(tx, link.row.id, gone.length);
    });
    dispatch.log.info(
      { server: link.row.name, attempts: gone },
      "slots freed: the server no longer has them",
    );
  }
  const ours = [...onServer].filter(isId);
  if (ours.length === 0 || link.facts === null) return;
  for (const promptId of ours.filter((id) => isDoubled(queue, id) && dispatch.held.has(id))) {
    dispatch.log.warn(
      { server: link.row.name, attempt: promptId },
      "a prompt arrived twice; one copy is taken out",
    );
    await link.client.deleteQueued(promptId);
  }
  for (const attemptId of await readEnded(dispatch.db, ours)) {
    dispatch.log.info({ server: link.row.name, attempt: attemptId }, "canceling what runs for nobody");
    await cancelPrompt(link.client, link.facts, attemptId);
  }
}

/** Taking out a queued copy leaves the other one, whether that runs or waits as well. */
function isDoubled({ running, pending }: Queue, promptId: string): boolean {
  return [...running, ...pending].filter((id) => id === promptId).length > 1;
}
