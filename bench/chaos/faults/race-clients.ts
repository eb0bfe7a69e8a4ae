import { randomUUID } from "node:crypto";
import { pause, someParams } from "../arena/load.ts";
import type { Arena } from "../arena/arena.ts";
import type { Fault } from "./fault.ts";

const together = 20;

export const submitTwice: Fault = {
  id: "F13",
  what: "double submit",
  variants: ["one key", "one key, two bodies", "many keys"],
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 300));
    const key = randomUUID();
    const body = (): string =>
      JSON.stringify({ workflow: "slow_probe", params: someParams(random, 100), count: 1 });
    const bodies = [body(), body()] as const;
    await Promise.all(
      Array.from({ length: variant === "many keys" ? 5 : together }, (_, index) => {
        if (variant === "many keys") return arena.client.trySubmit(randomUUID(), bodies[0]);
        const other = variant === "one key, two bodies" && index % 2 === 1;
        return arena.client.trySubmit(key, bodies[other ? 1 : 0]);
      }),
    );
    return `at once: ${variant}`;
  },
};

export const conflictDecisions: Fault = {
  id: "F14",
  what: "conflicting decisions on one output",
  variants: ["once", "three revisions"],
  async inject({ arena, random, variant }) {
    const [runId] = await arena.client.submit(someParams(random, 100));
    const outputId = await waitForOutput(arena, runId ?? "");
    const statuses: (number | null)[] = [];
    let revision = 0;
    for (let round = 0; round < (variant === "once" ? 1 : 3); round += 1) {
      const replies = await Promise.all(
        Array.from({ length: together }, () =>
          arena.client.decide(outputId, random.pick(["approved", "rejected"]), revision),
        ),
      );
      statuses.push(...replies.map((reply) => reply?.status ?? null));
      const told = arena.ledger.decisions.flatMap((one) =>
        one.outputId === outputId ? [one.revision ?? 0] : [],
      );
      revision = Math.max(...told);
    }
    const odd = statuses.find((status) => status !== 200 && status !== 409);
    if (odd !== undefined) throw new Error(`A conflicting decision was answered with ${odd ?? "nothing"}.`);
    return `${statuses.length} decisions, the output is at revision ${revision}`;
  },
};

/** Of a run that is under way and will succeed. */
async function waitForOutput(arena: Arena, runId: string): Promise<string> {
  while (true) {
    const { rows } = await arena.db.query<{ id: string }>("SELECT id FROM output WHERE run_id = $1", [runId]);
    const [row] = rows;
    if (row) return row.id;
    await pause(30);
  }
}
