import type { Contract } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { isId } from "#lib/ids";

/** Of the uploaded files that the params name, those that are there and belong to the project. */
export async function readUsableAssets(
  db: Db | Tx,
  projectId: string,
  contract: Contract,
  params: { readonly [name: string]: unknown },
): Promise<ReadonlySet<string>> {
  const named = contract.properties.flatMap(({ name, isAsset }) => {
    const value = params[name];
    return isAsset && typeof value === "string" && isId(value) ? [value] : [];
  });
  if (named.length === 0) return new Set();
  const found = await db.asset.findMany({ where: { projectId, id: { in: named } }, select: { id: true } });
  return new Set(found.map(({ id }) => id));
}
