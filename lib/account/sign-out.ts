import { inTransaction } from "#lib/db/transaction";
import type { Actor } from "./actor.ts";
import { deleteSessions } from "./person-store.ts";
import { recordAccountChange } from "./record-change.ts";
import type { AuthParts } from "./sign-in.ts";

/**
 * Ends the session of this browser, or of every browser of the person. Open event streams learn of it by the
 * `account.changed` event. Returns the cookies that clear the session.
 */
export async function signOut(
  { db, auth }: AuthParts,
  actor: Actor,
  { headers, everywhere }: { headers: Headers; everywhere: boolean },
): Promise<string[]> {
  const cookies = await auth.signOut(headers);
  if (actor.kind !== "person") return cookies;
  await inTransaction(db, async (tx) => {
    if (everywhere) await deleteSessions(tx, actor.id);
    for (const projectId of actor.roles.keys()) {
      await recordAccountChange(tx, actor, {
        action: everywhere ? "person.signed_out_everywhere" : "person.signed_out",
        subjectType: "person",
        subjectId: actor.id,
        projectId,
      });
    }
  });
  return cookies;
}
