import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { readServer } from "./read-servers.ts";
import { authoriseHouse } from "./server-access.ts";
import type { ServerView } from "./server-schema.ts";
import { setDrained } from "./server-store.ts";

/** Gives the server no more runs; what it works on is finished. Doing it twice is the same as doing it once. */
export async function drainServer(tx: Tx, actor: Actor, id: string, now: Date): Promise<ServerView> {
  return change(tx, actor, id, true, now);
}

/** Gives a drained server runs again. */
export async function resumeServer(tx: Tx, actor: Actor, id: string, now: Date): Promise<ServerView> {
  return change(tx, actor, id, false, now);
}

async function change(tx: Tx, actor: Actor, id: string, drained: boolean, now: Date): Promise<ServerView> {
  authoriseHouse(actor, "server.manage");
  const { id: serverId } = await readServer(tx, actor, id);
  await setDrained(tx, actor, serverId, drained, now);
  return readServer(tx, actor, serverId);
}
