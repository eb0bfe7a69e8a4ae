import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import type { AssetView } from "./asset-schema.ts";

/** One uploaded image of a project the actor belongs to. 404 otherwise. */
export async function readAsset(db: Db | Tx, actor: Actor, id: string): Promise<AssetView> {
  const asset = isId(id)
    ? await db.asset.findFirst({
        where: { id, projectId: { in: visibleProjects(actor) } },
        include: { file: true },
      })
    : null;
  if (asset === null) throw notFound("asset");
  const { sha256, filename, file } = asset;
  return {
    id,
    sha256,
    // Every asset is a picture that was decoded, so its size is known.
    width: file.width ?? 0,
    height: file.height ?? 0,
    bytes: Number(file.bytes),
    filename,
    url: `/files/${sha256}/original`,
  };
}

/** The files behind asset ids in a run's params, for the worker to hand to a server. Unknown ids are left out. */
export async function readAssetsForFill(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, { sha256: string; mime: string; projectId: string }>> {
  const assets = await db.asset.findMany({
    where: { id: { in: ids.filter(isId) } },
    include: { file: { select: { mime: true } } },
  });
  return new Map(
    assets.map(({ id, sha256, projectId, file }) => [id, { sha256, mime: file.mime, projectId }]),
  );
}
