import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Actor } from "#lib/account/actor";
import { createAuth } from "#lib/account/auth";
import { type Listener, startListener } from "#lib/db/listen";
import type { TestDatabase } from "#lib/db/testing/test-database";
import { parseEnvironment } from "#lib/env";
import { createEventHub } from "#lib/event/event-hub";
import { createFileStore } from "#lib/output/file-store";
import type { Log } from "#lib/log";
import pino from "pino";
import type { WebContext } from "../context.ts";

/**
 * Lets a test call route handlers as Next does. Everything is real but the question who asks: `desk.actor` is whoever
 * the test says, null for nobody.
 */
export function useRoutes(
  database: TestDatabase,
  actor: Actor | null,
  log: Log = pino({ level: "silent" }),
): { actor: Actor | null } {
  const desk = { actor };
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-routes-"));
  let listener: Listener | undefined;
  beforeAll(() => {
    const { db, url } = database;
    const env = parseEnvironment({ DATABASE_URL: url, DATA_DIR: folder, PROOFSHEET_SECRET: "s".repeat(32) });
    listener = startListener(url);
    const context: WebContext = {
      env,
      db,
      log,
      listener,
      events: createEventHub({ db, listener, log }),
      files: createFileStore(join(folder, "files")),
      auth: createAuth({ db, env }),
      resolveActor: async () => desk.actor,
    };
    Object.assign(globalThis, { proofsheetContext: context });
  });
  afterAll(async () => {
    await listener?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return desk;
}

type Handler = (
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

export type Call = {
  params?: Record<string, string>;
  query?: string;
  /** Sent as it stands; anything but text is written as JSON first. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** Calls a handler with a request made of `call`. */
export function callRoute(
  handler: Handler,
  { params = {}, query = "", body, headers }: Call = {},
): Promise<Response> {
  const request = new Request(`http://house.test/api${query}`, {
    ...(body !== undefined && {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    headers: { "content-type": "application/json", ...headers },
  });
  return handler(request, { params: Promise.resolve(params) });
}
