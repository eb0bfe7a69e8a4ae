import { expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { parseTheme } from "./theme.ts";

it("lets only scripts with this answer's nonce run, and nobody frame the page", () => {
  const policy = contentSecurityPolicy("abc", false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src 'self' 'nonce-abc';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
});

it("takes a theme from the cookie, and dark when it says anything else", () => {
  expect([
    parseTheme("light"),
    parseTheme("system"),
    parseTheme("'><script>"),
    parseTheme(undefined),
  ]).toEqual(["light", "system", "dark", "dark"]);
});
