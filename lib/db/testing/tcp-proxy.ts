import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** As seen from the client: what it sends goes up, what it is answered comes down. */
export type Direction = "up" | "down";

/**
 * Stands between a client and a server and takes the line away in the ways lines go away. Everything but `strand`
 * ends with `mend`.
 */
export type TcpProxy = {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Bytes arrive so many milliseconds later, in order. */
  delay(ms: number): void;
  /** A partition that will heal: bytes in these directions stay under way until then, and nothing is closed. */
  hold(...directions: Direction[]): void;
  /** Half-open: connections of now stay silent for ever and neither side is told; new ones work. */
  strand(): void;
  mend(): void;
  readonly connections: number;
  stop(): Promise<void>;
};

type Line = { isStranded: boolean; sockets: readonly Socket[]; flush(): void };

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const lines = new Set<Line>();
  const held = new Set<Direction>();
  let isCut = false;
  let delayMs = 0;

  function join(near: Socket, far: Socket): void {
    const up = carry(near, far, "up");
    const down = carry(far, near, "down");
    const line: Line = {
      isStranded: false,
      sockets: [near, far],
      flush() {
        up();
        down();
      },
    };
    lines.add(line);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        if (line.isStranded && !other.destroyed) return;
        lines.delete(line);
        other.destroy();
      });
    }

    function carry(from: Socket, to: Socket, direction: Direction): () => void {
      let waiting: Buffer[] = [];
      let hasEnded = false;
      function flush(): void {
        if (held.has(direction) || line.isStranded) return;
        for (const chunk of waiting) if (to.writable) to.write(chunk);
        waiting = [];
        if (hasEnded) to.end();
      }
      from.on("data", (chunk: Buffer) => {
        waiting.push(chunk);
        if (delayMs === 0) flush();
        else setTimeout(flush, delayMs);
      });
      from.on("end", () => {
        hasEnded = true;
        if (delayMs === 0) flush();
        else setTimeout(flush, delayMs);
      });
      return flush;
    }
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (isCut) return void near.resetAndDestroy();
    join(near, connect({ ...target, allowHalfOpen: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return lines.size;
    },
    cut() {
      isCut = true;
      for (const { sockets } of lines) for (const socket of sockets) socket.resetAndDestroy();
    },
    delay(ms) {
      delayMs = ms;
    },
    hold(...directions) {
      for (const direction of directions) held.add(direction);
    },
    strand() {
      for (const line of lines) line.isStranded = true;
    },
    mend() {
      isCut = false;
      delayMs = 0;
      held.clear();
      for (const line of lines) line.flush();
    },
    async stop() {
      for (const { sockets } of lines) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
