import type { SocketMessage } from "./socket-message-schema.ts";

/** How far one prompt is, as told by the socket. A hint: history decides how it ended. */
export type ExecutionProgress = {
  /** Weight of each node of the graph by its id; run-time children are not counted. */
  nodes: ReadonlyMap<string, number>;
  finished: ReadonlySet<string>;
  current: { nodeId: string; step: number; steps: number } | null;
  /** 0 to 1, never falling. */
  fraction: number;
  hasStarted: boolean;
  ended: "success" | "error" | "interrupted" | null;
  /** From here on the history has the entry. */
  isSettled: boolean;
};

/**
 * Progress of a prompt nothing was heard of yet. `weights` says, by node id, how much of the whole each node is: any
 * positive numbers.
 */
export function startProgress(weights: ReadonlyMap<string, number>): ExecutionProgress {
  return {
    nodes: weights,
    finished: new Set(),
    current: null,
    fraction: 0,
    hasStarted: false,
    ended: null,
    isSettled: false,
  };
}

/** The progress after one message of that prompt. Messages may be lost, doubled or late; the fraction never falls. */
export function advance(progress: ExecutionProgress, message: SocketMessage): ExecutionProgress {
  switch (message.type) {
    case "execution_start":
      return { ...progress, hasStarted: true };
    case "execution_cached":
      return finish(progress, message.data.nodes);
    case "executing":
      return message.data.node === null
        ? { ...progress, hasStarted: true, isSettled: true }
        : enter(progress, message.data.node);
    case "progress_state":
      return readStates(progress, message.data.nodes);
    case "progress": {
      const { node, value, max } = message.data;
      return node === null || node === undefined ? progress : tick(progress, node, value, max);
    }
    case "executed":
      return finish(progress, [message.data.node]);
    case "execution_success":
      return { ...progress, ended: "success", fraction: 1, current: null };
    case "execution_error":
      // Blocked outputs raise this too, and the run goes on.
      return message.data.exception_type === "ExecutionBlocked" ? progress : { ...progress, ended: "error" };
    case "execution_interrupted":
      return { ...progress, ended: "interrupted" };
    case "status":
    case "feature_flags":
      return progress;
  }
}

type NodeState = { value: number; max: number; state: string; display_node_id?: string | null | undefined };

function readStates(progress: ExecutionProgress, states: Record<string, NodeState>): ExecutionProgress {
  const entries = Object.entries(states);
  const done = entries.filter(([, { state }]) => state === "finished").map(([id]) => id);
  const running = entries.find(([id, { state }]) => state === "running" && progress.nodes.has(id));
  const next = finish(progress, done);
  if (!running) return next;
  const [nodeId, { value, max }] = running;
  return tick(next, nodeId, value, max);
}

function enter(progress: ExecutionProgress, nodeId: string): ExecutionProgress {
  if (progress.current?.nodeId === nodeId) return { ...progress, hasStarted: true };
  return measure({ ...progress, hasStarted: true, current: { nodeId, step: 0, steps: 1 } });
}

function tick(progress: ExecutionProgress, nodeId: string, step: number, steps: number): ExecutionProgress {
  return measure({ ...progress, hasStarted: true, current: { nodeId, step, steps } });
}

function finish(progress: ExecutionProgress, ids: readonly string[]): ExecutionProgress {
  const finished = new Set(progress.finished);
  for (const id of ids) if (progress.nodes.has(id)) finished.add(id);
  const current = progress.current && finished.has(progress.current.nodeId) ? null : progress.current;
  return measure({ ...progress, hasStarted: true, finished, current });
}

function measure(progress: ExecutionProgress): ExecutionProgress {
  const { nodes, finished, current } = progress;
  if (nodes.size === 0) return progress;
  const weigh = (id: string) => nodes.get(id) ?? 0;
  const share = current && current.steps > 0 ? Math.min(current.step / current.steps, 1) : 0;
  const done = total([...finished].map(weigh)) + (current ? share * weigh(current.nodeId) : 0);
  const fraction = Math.min(done / total(nodes.values()), 1);
  return { ...progress, fraction: Math.max(progress.fraction, fraction) };
}

function total(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
