import { Buffer } from "node:buffer";
import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy } from "#lib/http/content-security-policy";

// Written in by the bundler at build time, so this is not a setting that lib/env.ts could read.
const isDevelopment = process.env.NODE_ENV === "development";

/** Gives every page its own nonce and the headers that go with it. Who may see what is asked in the use cases. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // A layout is not told its path; the way back after signing in needs it.
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  return response;
}

export const config = {
  matcher: [
    "/((?!api/|files/|metrics|_next/|icon\\.svg|apple-icon|icons/|manifest\\.webmanifest|favicon\\.ico).*)",
  ],
};
