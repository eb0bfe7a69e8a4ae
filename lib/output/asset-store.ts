import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { saveFiles } from "./file-row-store.ts";
import type { ReceivedAsset } from "./receive-asset.ts";

/**
 * Makes the asset of a received upload and returns its id. The same picture uploaded to a project again is the asset
 * it was before.
 */
export async function saveAsset(tx: Tx, actor: Actor, received: ReceivedAsset, now: Date): Promise<string> {
  const { projectId, file, filename } = received;
  const { sha256 } = file;
  // Two uploads of one picture at once: the second waits here and then finds the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`asset ${projectId} ${sha256}`}, 0))`;
  const known = await tx.asset.findFirst({ where: { projectId, sha256 }, select: { id: true } });
  if (known !== null) return known.id;

  await saveFiles(tx, [file], now);
  const id = newId();
  await tx.asset.create({
    data: {
      id,
      projectId,
      sha256,
      filename,
      createdById: actor.id,
      createdByName: actor.name,
      createdAt: now,
    },
  });
  await appendAudit(tx, actor, [
    { action: "asset.created", subjectType: "asset", subjectId: id, projectId, data: { sha256, filename } },
  ]);
  return id;
}
