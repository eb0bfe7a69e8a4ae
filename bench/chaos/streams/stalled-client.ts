import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";

/** A client that asks for the event stream, reads until it is told its place, and then reads nothing more. */
export type StalledClient = {
  /** Its place in the outbox, for when it comes back. */
  readonly lastEventId: string;
  /** Whether the server still keeps its end of the connection open. */
  isKept(): Promise<boolean>;
  /** Hangs up itself. */
  end(): void;
};

export async function openStalledClient(url: string, key: string): Promise<StalledClient> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(
    `GET /api/v1/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${key}\r\n\r\n`,
  );
  const lastEventId = await readPlace(socket);
  const ends = { server: Number(port), client: socket.localPort ?? 0 };
  return { lastEventId, isKept: () => isEstablished(ends), end: () => void socket.destroy() };
}

function readPlace(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.once("close", () => reject(new Error(`The stream was closed: ${text}`)));
    socket.on("data", function read(part: Buffer) {
      text += part.toString();
      const [, id] = /^id: (\S+)\nevent: ready$/m.exec(text) ?? [];
      if (id === undefined) return;
      socket.off("data", read);
      socket.pause();
      resolve(id);
    });
  });
}

const established = "01";

/** By the kernel's table of connections: a client that does not read hears of no end itself. Linux only. */
async function isEstablished(ends: { server: number; client: number }): Promise<boolean> {
  const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");
  const line = new RegExp(`:${hex(ends.server)} [0-9A-F]+:${hex(ends.client)} (..) `, "m");
  return line.exec(await readFile("/proc/net/tcp", "utf8"))?.[1] === established;
}
