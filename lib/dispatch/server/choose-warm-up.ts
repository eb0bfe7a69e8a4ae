import { fillGraph } from "#lib/contract/fill-graph";
import type { ApiGraph } from "#lib/contract/graph-schema";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { readUsable } from "#lib/dispatch/queue/find-fits";
import { findMissingParts } from "#lib/dispatch/queue/missing-parts";
import type { ServerLink } from "./server-link.ts";
import { readWarmUpVersions } from "./warm-up-store.ts";

/**
 * The graph to warm a server up with: that of the version it last ran, where its contract has one (`x-warmup`), else
 * of the first published workflow of its pool that does, else the general one. Only what the server has everything
 * for; null when that is nothing.
 */
export async function chooseWarmUp(dispatch: Dispatch, link: ServerLink): Promise<ApiGraph | null> {
  const info = link.objectInfo?.info;
  if (dispatch.warmUp === null || info === undefined) return null;
  const graphs: { graph: ApiGraph; isOfPool: boolean }[] = [];
  for (const [index, versionId] of (await readWarmUpVersions(dispatch.db, link.row.id)).entries()) {
    const version = await readUsable(dispatch, versionId);
    if (version === null || version.contract.warmup === null) continue;
    const { pool, warmup } = version.contract;
    if (pool !== null && pool !== link.row.pool) continue;
    const graph = withoutSaving(fillGraph(version.contract, version.graph, warmup, new Map()));
    if (findMissingParts(graph, null, info).length === 0)
      graphs.push({ graph, isOfPool: index === 0 || pool !== null });
  }
  const [own] = graphs.toSorted((a, b) => Number(b.isOfPool) - Number(a.isOfPool));
  if (own !== undefined) return own.graph;
  return findMissingParts(dispatch.warmUp, null, info).length === 0 ? dispatch.warmUp : null;
}

/** Nobody wants the picture: it is only shown, so that it does not stay in the server's output folder. */
function withoutSaving(graph: ApiGraph): ApiGraph {
  return Object.fromEntries(
    Object.entries(graph).map(([id, node]) => {
      if (node.class_type !== "SaveImage") return [id, node];
      const { filename_prefix: _unused, ...inputs } = node.inputs;
      return [id, { ...node, class_type: "PreviewImage", inputs }];
    }),
  );
}
