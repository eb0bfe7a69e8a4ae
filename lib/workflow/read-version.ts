import type { Contract } from "#lib/contract/contract";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { loadContract } from "#lib/contract/load-contract";
import { formatProblem } from "#lib/contract/problem";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";

/** A workflow version ready for use. Shared between callers: `graph` is never changed, `fillGraph` copies it. */
export type LoadedVersion = {
  readonly id: string;
  /** SHA-256 of graph and contract, 64 hex digits. */
  readonly hash: string;
  readonly number: number;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly title: string;
  readonly contract: Contract;
  readonly graph: ApiGraph;
};

/** Versions never change, so what was loaded once stays valid for the life of the process. */
const loaded = new Map<string, LoadedVersion>();
const mostLoaded = 500;

/**
 * One version with its contract checked and its graph parsed, from memory when it was read before. Throws when there
 * is no such version, or when this release no longer understands its contract.
 */
export async function readVersion(db: Db | Tx, versionId: string): Promise<LoadedVersion> {
  const known = loaded.get(versionId);
  if (known !== undefined) return known;
  const row = await db.workflowVersion.findUniqueOrThrow({
    where: { id: versionId },
    include: { workflow: { select: { name: true } } },
  });
  const { name } = row.workflow;
  const files = { schema: `params/${name}.schema.json`, graph: `workflows/${name}.api.json` };
  const checked = loadContract(row.contract, row.graph, files);
  if (!checked.ok) {
    const reasons = checked.problems.map(formatProblem).join(" ");
    throw new Error(`Version ${row.number} of ${name} cannot be used by this release. ${reasons}`);
  }
  const version: LoadedVersion = {
    id: row.id,
    hash: row.hash,
    number: row.number,
    workflowId: row.workflowId,
    workflowName: name,
    title: checked.contract.title,
    contract: checked.contract,
    graph: checked.graph,
  };
  if (loaded.size >= mostLoaded) loaded.clear();
  loaded.set(versionId, version);
  return version;
}

/** How a version is named to people and programs: the first 12 digits of its hash. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
