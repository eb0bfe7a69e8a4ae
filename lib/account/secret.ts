import { randomBytes, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "#lib/env";

/**
 * The secret that signs session cookies: PROOFSHEET_SECRET, or one made on first use and kept in DATA_DIR/secret,
 * readable only by the owner of the process. All processes on one machine share it; on several machines it has to be
 * given. Throws when DATA_DIR cannot be written.
 */
export function readOrMakeSecret(env: Pick<Environment, "PROOFSHEET_SECRET" | "DATA_DIR">): string {
  if (env.PROOFSHEET_SECRET !== undefined) return env.PROOFSHEET_SECRET;
  const path = join(env.DATA_DIR, "secret");
  return readSecret(path) ?? makeSecret(env.DATA_DIR, path);
}

/** Two processes may start at once: a link either appears whole or exists already, and then the first one's counts. */
function makeSecret(directory: string, path: string): string {
  mkdirSync(directory, { recursive: true });
  const own = join(directory, `.secret-${randomUUID()}`);
  writeFileSync(own, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  try {
    linkSync(own, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(own);
  }
  const secret = readSecret(path);
  if (secret === undefined) {
    throw new Error(`${path} holds no secret of at least 32 characters. Delete the file; a new one is made.`);
  }
  return secret;
}

function readSecret(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    return text.length >= 32 ? text : undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
