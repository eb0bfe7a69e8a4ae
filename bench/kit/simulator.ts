import { join } from "node:path";
import type { LedgerSnapshot } from "#lib/comfyui/simulator/ledger";
import type { Command } from "#lib/comfyui/simulator/http/control-routes";
import type { ProfileName } from "#lib/comfyui/simulator/profile";
import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { startChild, type Child } from "./child.ts";

/** A simulated ComfyUI in a process of its own, with its own clock and ledger: the witness of what really happened. */
export type RigSimulator = {
  readonly name: string;
  readonly url: string;
  readonly child: Child;
  ledger(): Promise<LedgerSnapshot>;
  resetLedger(): Promise<void>;
  /** Does something to it at once: restart, deafen-sockets, … */
  command(command: Command): Promise<void>;
  /** Arms a fault that waits for its moment. */
  arm(scenario: ScenarioInput): Promise<void>;
  disarm(): Promise<void>;
  stop(): Promise<void>;
};

export type RigSimulatorOptions = {
  name: string;
  folder: string;
  profile?: ProfileName;
  /** Multiplies the delays of the latency model; 1 also makes the probe nodes wait as long as they are told. */
  speed?: number;
  port?: number;
};

export async function startRigSimulator(options: RigSimulatorOptions): Promise<RigSimulator> {
  const { name, folder, profile = "0.33.0", speed = 1, port = 0 } = options;
  const child = await startChild({
    name,
    args: ["lib/comfyui/simulator/main.ts"],
    env: {
      SIMULATOR_NAME: name,
      SIMULATOR_PROFILE: profile,
      SIMULATOR_SPEED: String(speed),
      SIMULATOR_PORT: String(port),
      SIMULATOR_DIRECTORY: join(folder, name),
    },
    logFolder: join(folder, "logs"),
  });
  const url = String(child.hello["url"]);

  async function ask(method: "GET" | "POST", path: string, body?: unknown): Promise<Response> {
    const reply = await fetch(`${url}/simulator${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${name} answered ${path} with ${reply.status}: ${await reply.text()}`);
    return reply;
  }

  return {
    name,
    url,
    child,
    ledger: async () => (await (await ask("GET", "/ledger")).json()) as LedgerSnapshot,
    resetLedger: async () => void (await ask("POST", "/ledger/reset")),
    command: async (command) => void (await ask("POST", "/commands", command)),
    arm: async (scenario) => void (await ask("POST", "/scenarios", scenario)),
    disarm: async () => void (await ask("POST", "/scenarios/clear")),
    stop: () => child.stop(),
  };
}
