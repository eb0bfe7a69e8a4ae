import { expect, test } from "vitest";
import { baseUrl, inviteUrl } from "./base-url.ts";

test.each([
  [{ HOST: "127.0.0.1", PORT: 3000 }, "http://127.0.0.1:3000"],
  [{ HOST: "0.0.0.0", PORT: 80 }, "http://127.0.0.1:80"],
  [{ HOST: "::1", PORT: 3000 }, "http://[::1]:3000"],
  [{ HOST: "127.0.0.1", PORT: 3000, PUBLIC_URL: "https://proofs.example/" }, "https://proofs.example"],
])("%o is reached at %s", (env, expected) => {
  expect(baseUrl({ PUBLIC_URL: undefined, ...env })).toBe(expected);
});

test("without PUBLIC_URL a link leads to the host that the request was sent to", () => {
  const env = { PUBLIC_URL: undefined, HOST: "0.0.0.0", PORT: 3000 };
  expect(baseUrl(env, new Headers({ host: "studio.local:3000" }))).toBe("http://studio.local:3000");
});

test("the token stays in the fragment", () => {
  const url = new URL(inviteUrl("http://host", "secret"));
  expect([url.pathname, url.search, url.hash]).toEqual(["/welcome", "", "#token=secret"]);
});
