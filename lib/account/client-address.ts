/**
 * Where a request came from, as far as we can tell: the last entry of X-Forwarded-For, which is the one written by
 * whoever spoke to us (the web server itself, or the proxy in front of it); earlier entries are the sender's claims.
 */
export function clientAddress(headers: Headers): string {
  const last = (headers.get("x-forwarded-for") ?? "").split(",").at(-1)?.trim();
  return last === undefined || last === "" ? "unknown" : last;
}
