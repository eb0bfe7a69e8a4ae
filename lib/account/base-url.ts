import type { Environment } from "#lib/env";

const everyAddress = new Set(["0.0.0.0", "::", "[::]"]);

/**
 * The address to put before a path in links for people, without a slash at the end: PUBLIC_URL, else the host a
 * request was sent to, else where this process listens.
 */
export function baseUrl(env: Pick<Environment, "PUBLIC_URL" | "HOST" | "PORT">, headers?: Headers): string {
  if (env.PUBLIC_URL !== undefined) return env.PUBLIC_URL.replace(/\/+$/, "");
  const asked = headers?.get("host");
  if (asked) return `http://${asked}`;
  const host = everyAddress.has(env.HOST) ? "127.0.0.1" : env.HOST;
  return `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${env.PORT}`;
}

/** The token rides in the fragment, which browsers send to no server and proxies write to no log. */
export function inviteUrl(base: string, token: string): string {
  return `${base}/welcome#token=${token}`;
}
