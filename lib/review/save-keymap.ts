import type { Actor } from "#lib/account/actor";
import type { KeymapView } from "#lib/account/keymap-schema";
import { saveKeymapRow } from "#lib/account/keymap-store";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { AppError, type FieldError, invalid } from "#lib/errors";
import { appendEvents } from "#lib/event/event-store";
import { isAction, refusalOfKey } from "./browser/keys/keymap.ts";

/**
 * Stores a person's own keys; an empty list brings the defaults back. 403 for programs, which have no keyboard; 422
 * with every key that is taken, reserved or no key at all as `/keys/<action>`.
 */
export async function saveKeymap(tx: Tx, actor: Actor, keymap: KeymapView): Promise<KeymapView> {
  if (actor.kind !== "person") {
    throw new AppError("forbidden", "Keys of the keyboard belong to people; a program has none.");
  }
  const errors = Object.entries(keymap.keys).flatMap(([action, name]): FieldError[] => {
    const path = `/keys/${action}`;
    if (!isAction(action)) return [{ path, message: "There is no such action." }];
    const message = refusalOfKey(keymap, action, name);
    return message === null ? [] : [{ path, message }];
  });
  if (errors.length > 0) throw invalid(errors);
  await saveKeymapRow(tx, actor.id, keymap);
  const [projectId = null] = actor.roles.keys();
  await appendAudit(tx, actor, [
    { action: "person.keys_changed", subjectType: "person", subjectId: actor.id, projectId, data: keymap },
  ]);
  await appendEvents(tx, [
    { kind: "account.changed", projectId, subjectId: actor.id, data: { action: "person.keys_changed" } },
  ]);
  return keymap;
}
