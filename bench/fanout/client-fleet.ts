import { join } from "node:path";
import { startChild } from "../kit/child.ts";

export type ConnectOrder = {
  count: number;
  url: string;
  key: string;
  /** Only events whose subject begins with it are noted. */
  prefix: string;
};
export type ReconnectOrder = { times: number; withinMs: number; seed: number };

/** One event as one client received it. */
export type Receipt = { id: string; subject: string; atMs: number };

/** Clients in processes of their own, so that receiving costs the server's and the writer's process nothing. */
export type ClientFleet = {
  connect(order: ConnectOrder): Promise<void>;
  reconnect(order: ReconnectOrder): Promise<void>;
  /** Resolves when every client has noted `count` events; throws when that takes too long. */
  received(count: number): Promise<void>;
  /** What each client received since it was last asked. */
  take(): Promise<Receipt[][]>;
  disconnect(): Promise<void>;
  /** Streams that ended by themselves or were not to be had at once. */
  troubles(): Promise<number>;
  stop(): Promise<void>;
};

const processes = 2;
const patienceMs = 30_000;
const lookMs = 20;

export async function startClientFleet(folder: string): Promise<ClientFleet> {
  const children = await Promise.all(
    Array.from({ length: processes }, (_, index) =>
      startChild({
        name: `clients-${index}`,
        args: ["bench/fanout/clients.ts"],
        logFolder: join(folder, "logs"),
      }),
    ),
  );

  /** Shares `total` out evenly. */
  const share = (total: number, index: number): number =>
    Math.floor(total / processes) + (index < total % processes ? 1 : 0);

  async function askAll(
    command: string,
    argument: (index: number) => unknown = () => null,
  ): Promise<unknown[]> {
    return Promise.all(children.map((child, index) => child.ask(command, argument(index))));
  }

  return {
    connect: async (order) =>
      void (await askAll("connect", (index) => ({ ...order, count: share(order.count, index) }))),
    reconnect: async (order) =>
      void (await askAll("reconnect", (index) => ({
        ...order,
        times: share(order.times, index),
        seed: order.seed + index,
      }))),
    async received(count) {
      for (const untilMs = performance.now() + patienceMs; ;) {
        const fewest = Math.min(...(await askAll("fewest")).map(Number));
        if (fewest >= count) return;
        if (performance.now() > untilMs) throw new Error(`A client has ${fewest} of ${count} events.`);
        await new Promise((resolve) => setTimeout(resolve, lookMs));
      }
    },
    take: async () => ((await askAll("take")) as Receipt[][][]).flat(),
    disconnect: async () => void (await askAll("disconnect")),
    troubles: async () => (await askAll("troubles")).reduce<number>((sum, count) => sum + Number(count), 0),
    stop: async () => void (await Promise.all(children.map((child) => child.stop()))),
  };
}
