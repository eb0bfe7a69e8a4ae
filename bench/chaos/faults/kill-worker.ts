import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DispatchPoint } from "#lib/dispatch/dispatch";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

const points: readonly DispatchPoint[] = [
  "claimed",
  "before-post",
  "posted",
  "accepted",
  "before-collect",
  "file-stored",
  "before-commit",
  "committed",
];

const takenWithinMs = 5000;

export const killWorker: Fault = {
  id: "F2",
  what: "worker killed at a named point of its work",
  variants: points,
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 300));
    const order = join(arena.orders, variant);
    await writeFile(order, "");
    const startedAtMs = performance.now();
    while (existsSync(order) && performance.now() - startedAtMs < takenWithinMs) await pause(10);
    const wasTaken = !existsSync(order);
    await rm(order, { force: true });
    return wasTaken ? `a worker died at "${variant}"` : `no worker came to "${variant}"`;
  },
};
