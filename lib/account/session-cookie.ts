import { createHmac } from "node:crypto";
import { isSameSecret } from "./token.ts";

/**
 * The token of the session cookie in a Cookie header, null when there is none or its signature is not ours. The account
 * library writes it as `token.signature`, percent-encoded, the signature being the HMAC-SHA256 of the token in base64.
 */
export function readSessionToken(header: string, name: string, secret: string): string | null {
  const value = decoded(valueOf(header, name));
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return isSameSecret(value.slice(dot + 1), signature) ? token : null;
}

/** Of several cookies of one name the first counts, as browsers send the most specific one first. */
function valueOf(header: string, name: string): string {
  const start = `${name}=`;
  const cookie = header.split(";").find((part) => part.trimStart().startsWith(start));
  return cookie?.trim().slice(start.length) ?? "";
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}
