import { z } from "zod";

const times = z.union([z.number().int().positive(), z.literal("always")]).default(1);
const ms = z.number().min(0);
/** Restricts a fault to one node of the graph; without it any node will do. */
const node = z.object({ id: z.string(), classType: z.string() }).partial().default({});

function midRun<K extends string>(kind: K) {
  return z.object({ kind: z.literal(kind), times, node });
}

/**
 * Everything that can be made to go wrong, as data. A scenario waits until its moment comes, happens `times` times, and
 * is gone. docs/simulator.md lists them all.
 */
export const scenarioSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("node-error"),
    times,
    node,
    message: z.string().default("simulated failure"),
    type: z.string().default("RuntimeError"),
  }),
  z.object({ kind: z.literal("out-of-memory"), times, node }),
  /** An error whose text is as long as a dump of tensors and graphs. */
  z.object({ kind: z.literal("huge-error"), times, node, characters: z.number().int().min(1).default(5e6) }),
  /** The node neither ends nor ticks for so long: it cannot be interrupted meanwhile. */
  z.object({ kind: z.literal("slow-node"), times, node, ms }),
  /** POST /prompt answers with this status and queues nothing. */
  z.object({ kind: z.literal("refuse-prompt"), times, status: z.number().int().min(400).max(599) }),
  /** The connection breaks before the prompt is accepted. */
  z.object({ kind: z.literal("lose-request"), times }),
  /** The prompt is accepted, the connection breaks before the answer. */
  z.object({ kind: z.literal("lose-reply"), times }),
  /** The prompt is accepted, the answer is 200 and no JSON. */
  z.object({ kind: z.literal("garble-reply"), times }),
  /** The answer comes late, so events overtake it: a short run has ended before it. */
  z.object({ kind: z.literal("delay-reply"), times, ms }),
  /** `execution_success` and everything after it comes late. */
  z.object({ kind: z.literal("delay-completion"), times, ms }),
  /** The last event, the closing `status` and the end marker never come; history is written. */
  z.object({ kind: z.literal("lose-completion"), times }),
  /** The last events come so long after the history entry, when other prompts may be running. */
  z.object({ kind: z.literal("late-completion"), times, ms }),
  /** The last events come twice. */
  z.object({ kind: z.literal("repeat-completion"), times }),
  /** The end marker comes first, before the history entry, and success after it. */
  z.object({ kind: z.literal("reorder-completion"), times }),
  /** The history entry appears only so long after the last event. */
  z.object({ kind: z.literal("delay-history"), times, ms }),
  /** The history entry never appears. */
  z.object({ kind: z.literal("forget-history"), times }),
  /** History says success and lists no outputs. */
  z.object({ kind: z.literal("empty-outputs"), times }),
  /** The history entry has a bare NaN in it, which is no JSON. */
  z.object({ kind: z.literal("nan-in-history"), times }),
  /** The files of the run are gone as soon as it has ended; a cached run later names them again. */
  z.object({ kind: z.literal("lose-files"), times }),
  /** Asked and answered in time, yet too late: the run ends as if nobody had interrupted. */
  z.object({ kind: z.literal("miss-interrupt"), times }),
  z.object({
    kind: z.literal("view-status"),
    times,
    status: z.number().int().min(400).max(599).default(404),
  }),
  /** The file is cut short although its whole length was announced. */
  z.object({ kind: z.literal("view-truncated"), times }),
  z.object({ kind: z.literal("view-slow"), times, ms }),
  /** Bytes that are no picture, in the right length. */
  z.object({ kind: z.literal("view-garbage"), times }),
  /** The bytes of this file on this machine instead, under a length that may be a lie. */
  z.object({
    kind: z.literal("view-file"),
    times,
    file: z.string(),
    announcedBytes: z.number().int().min(0).optional(),
  }),
  /** A whole picture of the same size, but another one. */
  z.object({ kind: z.literal("view-other-picture"), times }),
  z.object({ kind: z.literal("slow-object-info"), times, ms }),
  /** Any request whose path has this in it waits so long before anything is done about it. */
  z.object({ kind: z.literal("delay-request"), times, ms, path: z.string() }),
  /** GET requests of the client fail with this status. */
  z.object({
    kind: z.literal("refuse-get"),
    times,
    status: z.number().int().min(400).max(599),
    path: z.string(),
  }),
  /** GET /api/jobs breaks, as it does for everybody while one bad record is in it. */
  z.object({ kind: z.literal("poison-jobs"), times }),
  /** Messages nobody has heard of, before the run's own. */
  z.object({ kind: z.literal("unknown-messages"), times }),
  /** The worker thread dies on the next prompt; the server goes on answering. */
  z.object({ kind: z.literal("kill-worker"), times }),
  /** The process restarts in the middle of the next run. */
  midRun("restart-mid-run"),
  /** All sockets break in the middle of the next run. */
  midRun("drop-sockets-mid-run"),
  /** All sockets stay open in the middle of the next run, and hear nothing more. */
  midRun("deafen-sockets-mid-run"),
  /** All sockets stop reading in the middle of the next run: nobody hears anything more. */
  midRun("stall-sockets-mid-run"),
  /** All peers vanish in the middle of the next run without closing: not even pings are answered. */
  midRun("half-open-sockets-mid-run"),
  /** The next socket opens and never hears anything, not even the first status. */
  z.object({ kind: z.literal("deaf-socket"), times }),
  /** The next socket stops reading, which stops delivery to everybody. */
  z.object({ kind: z.literal("stalled-socket"), times }),
]);

export type Scenario = z.infer<typeof scenarioSchema>;
/** As a test writes it: `times` and `node` may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ScenarioKind = Scenario["kind"];
type ScenarioOf<K extends ScenarioKind> = Extract<Scenario, { kind: K }>;

/** The faults still to come. */
export class ScenarioBook {
  #open: Scenario[] = [];

  add(input: ScenarioInput): void {
    this.#open.push(scenarioSchema.parse(input));
  }

  clear(): void {
    this.#open = [];
  }

  list(): Scenario[] {
    return structuredClone(this.#open);
  }

  /** The oldest open scenario of this kind that fits, used up once. */
  take<K extends ScenarioKind>(
    kind: K,
    fits: (scenario: ScenarioOf<K>) => boolean = () => true,
  ): ScenarioOf<K> | null {
    const found = this.#open.find((open) => isOf(open, kind) && fits(open));
    if (found === undefined || !isOf(found, kind)) return null;
    if (found.times !== "always") {
      found.times--;
      if (found.times === 0) this.#open = this.#open.filter((open) => open !== found);
    }
    return found;
  }
}

function isOf<K extends ScenarioKind>(scenario: Scenario, kind: K): scenario is ScenarioOf<K> {
  return scenario.kind === kind;
}

export function fitsNode(
  wanted: { id?: string | undefined; classType?: string | undefined },
  id: string,
  classType: string,
): boolean {
  return (
    (wanted.id === undefined || wanted.id === id) &&
    (wanted.classType === undefined || wanted.classType === classType)
  );
}
