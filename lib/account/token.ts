import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new secret of 256 bits that fits into an address: base64url, 43 characters after `prefix`. */
export function newToken(prefix = ""): string {
  return `${prefix}${randomBytes(32).toString("base64url")}`;
}

/** What is stored instead of a token: its SHA-256 in hex. A token has 256 random bits, so nothing slower is needed. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether two secrets are equal, in a time that tells nothing about where they differ or how long they are. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(one)), Buffer.from(hashToken(other)));
}
