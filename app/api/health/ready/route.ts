import { readdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { readReadiness } from "#lib/health/read-readiness";
import { jsonReply } from "#lib/http/reply";
import { context } from "../../../context.ts";

export async function GET(): Promise<Response> {
  const readiness = await readReadiness(context().db, await migrationNames());
  return jsonReply(readiness.status === "ready" ? 200 : 503, JSON.stringify(readiness));
}

/** The migrations that come with this release. None where only the built app was shipped; then nothing is compared. */
async function migrationNames(): Promise<string[]> {
  const folder = join(process.cwd(), "prisma", "migrations");
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
