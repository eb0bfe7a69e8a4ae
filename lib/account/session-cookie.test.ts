import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readSessionToken } from "./session-cookie.ts";

const secret = "s".repeat(32);

function signed(token: string, by = secret): string {
  return encodeURIComponent(`${token}.${createHmac("sha256", by).update(token).digest("base64")}`);
}

test("a signed token is read wherever its cookie stands", () => {
  const cookie = `proofsheet-session=${signed("abc.def")}`;
  for (const header of [cookie, `theme=dark; ${cookie}`, `${cookie};other=1`]) {
    expect(readSessionToken(header, "proofsheet-session", secret)).toBe("abc.def");
  }
});

test.each([
  ["no cookie", ""],
  ["the cookie of another name", `other-proofsheet-session=${signed("abc")}`],
  ["no signature", "proofsheet-session=abc"],
  ["nothing but a signature", `proofsheet-session=${signed("")}`],
  ["another secret's signature", `proofsheet-session=${signed("abc", "x".repeat(32))}`],
  ["another token's signature", `proofsheet-session=abd${signed("abc").slice(3)}`],
  ["what cannot be decoded", "proofsheet-session=%zz.%"],
])("%s is nobody's session", (_what, header) => {
  expect(readSessionToken(header, "proofsheet-session", secret)).toBeNull();
});
