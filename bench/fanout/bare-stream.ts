import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import pg from "pg";
import { bareChannel } from "./write-events.ts";

// The least that can carry an event from Postgres to many clients: one LISTEN whose payload is the event, one write
// for each client. No order, no replay, no permissions, nothing kept.

const responses = new Set<ServerResponse>();
let sent = 0;

const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
await client.connect();
client.on("notification", ({ payload = "{}" }) => {
  sent += 1;
  const message = `id: ${sent}\nevent: run.changed\ndata: ${payload}\n\n`;
  for (const response of responses) response.write(message);
});
await client.query(`LISTEN ${bareChannel}`);

const server = createServer((request, response) => {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
  });
  response.write("event: ready\ndata: {}\n\n");
  responses.add(response);
  request.on("close", () => responses.delete(response));
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ ready: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
});
process.once("SIGTERM", () => process.exit(0));
process.once("disconnect", () => process.exit(0));
