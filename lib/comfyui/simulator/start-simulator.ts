import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { WebSocketServer } from "ws";
import { FileStore } from "./file-store.ts";
import type { Command } from "#lib/comfyui/simulator/http/control-routes";
import { obey } from "#lib/comfyui/simulator/http/control-routes";
import { answer } from "#lib/comfyui/simulator/http/answer";
import { isOriginAllowed } from "#lib/comfyui/simulator/http/origin";
import type { Ledger } from "./ledger.ts";
import { nodeCatalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import type { ModelFiles } from "#lib/comfyui/simulator/nodes/model-files";
import { publicModelFiles } from "#lib/comfyui/simulator/nodes/model-files";
import type { ProfileName } from "./profile.ts";
import { profileOf } from "./profile.ts";
import type { ScenarioInput } from "./scenario.ts";
import { SimulatedServer } from "./simulated-server.ts";

export type SimulatorOptions = {
  /** 0 (default) takes a free one. */
  port?: number;
  host?: string;
  name?: string;
  profile?: ProfileName;
  /** Multiplies every delay of the latency model: 1 is a quick GPU, 0 (default) is instant. */
  speed?: number;
  /** Whether samplers send preview pictures; by default when there is time for them, that is unless `speed` is 0. */
  previews?: boolean;
  historyGapMs?: number;
  /** Where input, output and temp lie; by default a folder of its own that `stop` removes. */
  directory?: string;
  /** Node classes this install lacks. */
  missingClasses?: readonly string[];
  /** Model files this install has; by default the public ones that common graphs name. */
  models?: Partial<ModelFiles>;
  /** Faults to begin with. */
  scenarios?: readonly ScenarioInput[];
};

export type Simulator = {
  url: string;
  /** What arrived and what ran, as seen from the server's side. */
  ledger: Ledger;
  /** The folder with input, output and temp. */
  directory: string;
  /** Arranges a fault. */
  plan: (scenario: ScenarioInput) => void;
  clearScenarios: () => void;
  restart: () => void;
  dropSockets: () => void;
  deafenSockets: () => void;
  stallSockets: () => void;
  halfOpenSockets: () => void;
  resumeSockets: () => void;
  killWorker: () => void;
  forgetHistory: (promptId: string) => void;
  isWorkerAlive: () => boolean;
  /** Pending and running prompts together. */
  queueRemaining: () => number;
  stop: () => Promise<void>;
};

const maxFrameBytes = 4 * 2 ** 20;

/** Starts a server that speaks ComfyUI's protocol; resolves when it listens, rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = "127.0.0.1", name = "simulator", speed = 0 } = options;
  const ownFolder = options.directory === undefined;
  const directory = options.directory ?? mkdtempSync(path.join(os.tmpdir(), "proofsheet-simulator-"));
  const server = new SimulatedServer({
    name,
    profile: profileOf(options.profile ?? "0.33.0"),
    files: new FileStore(directory, fiveLetters()),
    catalogue: nodeCatalogue(options.missingClasses),
    models: { ...publicModelFiles, ...options.models },
    speed,
    previews: options.previews ?? speed > 0,
    historyGapMs: options.historyGapMs ?? 0,
  });
  server.files.wipeTemp();
  for (const scenario of options.scenarios ?? []) server.scenarios.add(scenario);
  const http = createServer(
    { keepAliveTimeout: 75_000 },
    (request, response) => void answer(server, request, response),
  );
  http.on("connection", () => server.ledger.count("connectionsOpened"));
  attachSockets(server, http);
  await listen(http, port, host);
  const address = http.address() as AddressInfo;
  const command = (what: Command) => (): void => obey(server, what);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    ledger: server.ledger,
    directory,
    plan: (scenario) => server.scenarios.add(scenario),
    clearScenarios: () => server.scenarios.clear(),
    restart: command({ command: "restart" }),
    dropSockets: command({ command: "drop-sockets" }),
    deafenSockets: command({ command: "deafen-sockets" }),
    stallSockets: command({ command: "stall-sockets" }),
    halfOpenSockets: command({ command: "half-open-sockets" }),
    resumeSockets: command({ command: "resume-sockets" }),
    killWorker: command({ command: "kill-worker" }),
    forgetHistory: (promptId) => obey(server, { command: "forget-history", promptId }),
    isWorkerAlive: () => server.isWorkerAlive,
    queueRemaining: () => server.queueRemaining,
    stop: async () => {
      server.restart();
      http.closeAllConnections();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      if (ownFolder) rmSync(directory, { recursive: true, force: true });
    },
  };
}

function attachSockets(server: SimulatedServer, http: ReturnType<typeof createServer>): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: true });
  http.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://simulator");
    const isSocketPath = url.pathname === "/ws" || url.pathname === "/api/ws";
    if (!isSocketPath || !isOriginAllowed(request.headers, server.profile)) {
      socket.end(`HTTP/1.1 ${isSocketPath ? "403 Forbidden" : "404 Not Found"}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      server.ledger.count("socketsOpened");
      const isDeaf = server.scenarios.take("deaf-socket") !== null;
      const isStalled = server.scenarios.take("stalled-socket") !== null;
      const how = isDeaf ? "deaf" : isStalled ? "stalled" : "well";
      server.hub.connect(webSocket, url.searchParams.get("clientId") ?? "", how);
    });
  });
}

function listen(http: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve();
    });
  });
}

function fiveLetters(): string {
  return Array.from({ length: 5 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
}
