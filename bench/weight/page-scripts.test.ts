import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { scriptsOf, weigh } from "./page-scripts.ts";

const html = `<!doctype html><html><head>
  <link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js?dpl=1&amp;v=2"/>
  <link rel="stylesheet" href="/_next/static/a.css"/>
  <script src="/_next/static/chunks/b.js" async=""></script>
  <script src="/_next/static/chunks/old.js" noModule=""></script>
  </head><body><script nonce="x">inline()</script><script src="/_next/static/chunks/b.js"></script></body></html>`;

test("each script that a page has a browser load counts once; styles and what only old browsers load do not", () => {
  expect(scriptsOf(html)).toEqual(["/_next/static/chunks/a.js?dpl=1&v=2", "/_next/static/chunks/b.js"]);
});

test("what weighs is the gzipped text, and a form engine in it is found", async () => {
  const noise = randomBytes(10_000).toString("hex");
  const weight = await weigh(["/plain.js", "/form.js"], async (address) =>
    address === "/form.js" ? `${noise}"ui:widget"` : noise,
  );
  expect(weight.kilobytes).toBeGreaterThan(19);
  expect(weight.kilobytes).toBeLessThan(24);
  expect(weight.hasFormEngine).toBe(true);
  expect((await weigh(["/plain.js"], async () => noise)).hasFormEngine).toBe(false);
});
