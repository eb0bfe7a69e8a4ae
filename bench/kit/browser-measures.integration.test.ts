import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { chromium, type Browser, type Page } from "@playwright/test";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrowser } from "../../ops/find-browser.ts";
import { bareGrid } from "../grid/bare-grid.ts";
import { jump, scrollPage } from "../grid/scroll-page.ts";
import { switchPrefetchOff } from "../keys/no-prefetch.ts";
import { readVitals, watchVitals } from "../vitals/watch-vitals.ts";
import { keyToPaint } from "./key-to-paint.ts";

// What benches measure inside a browser, on pages that are known to be slow, jumpy or eager.

let browser: Browser;
let server: Server;
let page: Page;
let asked: string[] = [];
const pages = new Map<string, string>();

beforeAll(async () => {
  const { executablePath, env } = await findBrowser();
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#864" } })
    .webp()
    .toBuffer();
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    if (path.startsWith("/files/")) return response.setHeader("content-type", "image/webp").end(picture);
    response.setHeader("content-type", "text/html").end(pages.get(path) ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  asked = [];
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  page = await (await browser.newContext({ viewport: { width: 800, height: 600 }, baseURL })).newPage();
});
afterEach(() => page.context().close());

test("from key to paint counts what the page takes until the element is there", async () => {
  const lateMs = 80;
  pages.set(
    "/late",
    `<script>addEventListener("keydown", () => setTimeout(() => document.body.append(
      Object.assign(document.createElement("p"), { id: "done" })), ${lateMs}))</script><body>`,
  );
  await page.goto("/late");
  const took = await keyToPaint(page, "a", "#done");
  expect(took).toBeGreaterThanOrEqual(lateMs);
  expect(took).toBeLessThan(2000);
});

test("without prefetch a large picture is asked for only once it is wanted; small ones always", async () => {
  const [first, second] = ["a".repeat(64), "b".repeat(64)];
  pages.set(
    "/eager",
    `<script>const load = (path) => Object.assign(new Image(), { src: path });
     load("/files/${second}/256"); load("/files/${second}/1440");</script>`,
  );
  const prefetch = await switchPrefetchOff(page);
  await page.addInitScript((wanted) => Object.assign(window, { benchWanted: wanted }), first);
  await page.goto("/eager", { waitUntil: "load" });
  expect(asked).toContain(`/files/${second}/256`);
  expect(asked).not.toContain(`/files/${second}/1440`);
  await prefetch.want(second);
  const wanted = page.waitForRequest(`**/files/${second}/1440`);
  await page.evaluate((path) => void Object.assign(new Image(), { src: path }), `/files/${second}/1440`);
  await wanted;
});

test("a scroll through the bare grid yields frames and few cells, and a jump ends at its picture", async () => {
  const pictures = [`/files/${"c".repeat(64)}/256`];
  pages.set("/bare", bareGrid({ count: 10_000, side: 100, rowHeight: 110, columns: 7, pictures }));
  await page.goto("/bare");
  const list = { scroller: "[data-scroller]", cell: "img" };
  const scrolled = await scrollPage(page, { ...list, pixelsPerFrame: 100, forMs: 400 });
  expect(scrolled.frames.length).toBeGreaterThan(3);
  expect(scrolled.cells).toBeLessThan(150);
  const landed = await jump(page, { ...list, top: 50_000 });
  expect(landed.pictureMs).toBeGreaterThanOrEqual(landed.placeholderMs);
  expect(landed.pictureMs).toBeLessThan(5000);
});

test("slow answers to keys and a page that moves under its reader are told", async () => {
  pages.set(
    "/slow",
    `<body><h1>A heading large enough to be the largest paint</h1><p>text</p><input>
     <script>addEventListener("keydown", () => { const until = performance.now() + 120; while (performance.now() < until); });
     setTimeout(() => document.body.prepend(Object.assign(document.createElement("div"), { style: "height: 300px" })), 300)</script>`,
  );
  await watchVitals(page);
  await page.goto("/slow");
  await page.waitForFunction(() => document.querySelector("div") !== null);
  await page.locator("input").press("a");
  const vitals = await readVitals(page);
  expect(vitals.lcpMs).toBeGreaterThan(0);
  expect(vitals.cls).toBeGreaterThan(0.02);
  expect(Math.max(...vitals.interactionsMs)).toBeGreaterThanOrEqual(120);
});
