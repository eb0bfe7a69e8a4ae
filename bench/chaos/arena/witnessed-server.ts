import type { LedgerSnapshot } from "#lib/comfyui/simulator/ledger";
import type { ProfileName } from "#lib/comfyui/simulator/profile";
import type { Rig } from "../../kit/rig.ts";
import type { RigSimulator } from "../../kit/simulator.ts";
import { startHttpProxy, type HttpProxy } from "../http-proxy.ts";
import type { ServerLedger } from "../ledger/server-ledger.ts";
import { startTcpProxy, type TcpProxy } from "#lib/db/testing/tcp-proxy";

/** A simulated server behind two proxies, whose ledger outlives its process. */
export type WitnessedServer = {
  readonly name: string;
  readonly profile: ProfileName;
  /** Where workers find it. */
  readonly url: string;
  readonly line: TcpProxy;
  readonly http: HttpProxy;
  readonly simulator: RigSimulator;
  /** As a restart: queue, history and cache are gone, the address answers on. */
  forget(): Promise<void>;
  /** SIGKILL; what it had done is read before. */
  kill(): Promise<void>;
  revive(): Promise<void>;
  /** Notes that it restarted by itself, as a scenario told it to. */
  noteForgotten(): void;
  ledger(): Promise<ServerLedger>;
  /** Begins an empty ledger. */
  clearLedger(): Promise<void>;
  /** Takes away every fault. */
  mend(): Promise<void>;
  stop(): Promise<void>;
};

export async function startWitnessedServer(
  rig: Rig,
  name: string,
  profile: ProfileName,
): Promise<WitnessedServer> {
  let simulator = await rig.simulator({ name, profile, speed: 1 });
  const port = Number(new URL(simulator.url).port);
  const http = await startHttpProxy(simulator.url);
  const line = await startTcpProxy({ host: "127.0.0.1", port: Number(new URL(http.url).port) });
  const past: LedgerSnapshot[] = [];
  const forgotAt: number[] = [];

  async function revive(): Promise<void> {
    simulator = await rig.simulator({ name, profile, speed: 1, port });
  }

  return {
    name,
    profile,
    url: `http://127.0.0.1:${line.port}`,
    line,
    http,
    get simulator() {
      return simulator;
    },
    async forget() {
      await simulator.command({ command: "restart" });
      forgotAt.push(Date.now());
    },
    async kill() {
      past.push(await simulator.ledger());
      await simulator.child.kill();
      forgotAt.push(Date.now());
    },
    revive,
    noteForgotten: () => void forgotAt.push(Date.now()),
    async ledger() {
      return { name, lives: [...past, await simulator.ledger()], forgotAt: [...forgotAt] };
    },
    async clearLedger() {
      past.length = 0;
      forgotAt.length = 0;
      await simulator.resetLedger();
    },
    async mend() {
      line.mend();
      http.mend();
      if (!simulator.child.isAlive) await revive();
      await simulator.disarm();
      await simulator.command({ command: "resume-sockets" });
    },
    async stop() {
      await line.stop();
      await http.stop();
    },
  };
}
