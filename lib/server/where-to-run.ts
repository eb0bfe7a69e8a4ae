import type { ServersView, ServerView } from "./server-schema.ts";

/** Where runs of a workflow will go, in a sentence, and whether they can start now. */
export type WhereToRun = { readonly canStart: boolean; readonly text: string };

/** `pool` null means that any server will do. */
export function whereToRun(servers: ServersView, pool: string | null): WhereToRun {
  const inPool = servers.items.filter((server) => pool === null || server.pool === pool);
  const place = pool === null ? "any server" : `pool ${pool}`;
  if (inPool.length === 0) {
    const where = pool === null ? "There is no server yet" : `There is no server in ${place} yet`;
    return { canStart: false, text: `${where}. Runs will wait until one joins.` };
  }
  const usable = inPool.filter(takesRuns);
  if (usable.length === 0) {
    const why = inPool.every(({ drained }) => drained)
      ? "Every server is drained"
      : inPool.some(({ health, drained }) => !drained && health === "degraded")
        ? "No server takes runs right now"
        : "No server can be reached";
    return { canStart: false, text: `${why} (${place}). Runs will wait and start by themselves.` };
  }
  const free = usable.reduce((sum, { slots, slotsInUse }) => sum + Math.max(0, slots - slotsInUse), 0);
  const ready = `${usable.length} ${usable.length === 1 ? "server" : "servers"} ready`;
  return { canStart: true, text: `On ${place}: ${ready}, ${free === 0 ? "all busy" : `${free} free now`}` };
}

/** Whether the server is given runs, now or when a slot is free. */
export function takesRuns({ health, drained }: ServerView): boolean {
  return !drained && (health === "ready" || health === "busy");
}
