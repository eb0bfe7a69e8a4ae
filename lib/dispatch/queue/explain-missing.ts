import type { Waiting } from "#lib/run/run-schema";
import type { ServerHealth } from "#lib/server/server-schema";
import { takesRuns } from "#lib/dispatch/server/judge-health";
import type { MissingPart } from "./missing-parts.ts";

/** One server as seen by runs that look for a place. `missing` is null while its node list is not known. */
export type Candidate = {
  name: string;
  pool: string;
  health: ServerHealth;
  reason: string | null;
  isDrained: boolean;
  missing: readonly MissingPart[] | null;
};

const mostNamed = 3;

/**
 * Why no server can take a run of this version, or null when one can (it may be busy). Names what is missing where,
 * for the server that lacks least.
 */
export function explainMissing(candidates: readonly Candidate[], pool: string | null): Waiting | null {
  const inPool = candidates.filter((server) => pool === null || server.pool === pool);
  if (inPool.length === 0) {
    return pool === null
      ? waiting("no_server", "No ComfyUI server is connected. Set COMFYUI_URL and start the worker again.")
      : waiting(
          "no_server",
          `No ComfyUI server is in the pool "${pool}". Add one to COMFYUI_URL as ${pool}=<address>.`,
        );
  }
  const up = inPool.filter(({ health }) => takesRuns(health));
  if (up.length === 0) {
    const whys = inPool.map(({ name, reason }) => `${name}: ${reason ?? "It is not ready."}`);
    const more = whys.length > mostNamed ? ` And ${whys.length - mostNamed} more.` : "";
    return waiting(
      "no_server",
      `No ComfyUI server can be used right now. ${whys.slice(0, mostNamed).join(" ")}${more}`,
    );
  }
  const open = up.filter(({ isDrained }) => !isDrained);
  if (open.length === 0) {
    return waiting(
      "drained",
      "Every server that could take this run is drained. Resume one on the servers screen.",
    );
  }
  const known = open.flatMap(({ name, missing }) => (missing === null ? [] : [{ name, missing }]));
  if (known.length === 0) return waiting("no_server", "The servers are still telling what they can do.");
  const [best] = known.toSorted((a, b) => a.missing.length - b.missing.length);
  return best === undefined || best.missing.length === 0 ? null : explainParts(best.name, best.missing);
}

function explainParts(server: string, missing: readonly MissingPart[]): Waiting {
  const nodes = missing.filter((part) => part.kind === "node");
  const files = missing.filter((part) => part.kind === "file");
  if (nodes.length > 0) {
    const names = list(nodes.map(({ classType }) => classType));
    return waiting(
      "missing_node",
      `${server} lacks the node ${names}. Install the custom node there; the run starts by itself then.`,
    );
  }
  const names = list(files.map(({ value, input, field }) => `${value} (${field ?? input})`));
  return waiting(
    "missing_model",
    `${server} lacks ${names}. Put it into the server's models folder; the run starts by itself then.`,
  );
}

function list(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(", ")} and ${more} more` : names.join(", ");
}

function waiting(code: Waiting["code"], message: string): Waiting {
  return { code, message };
}
