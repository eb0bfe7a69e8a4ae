import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { buildWeb, isBuildCurrent } from "./build.ts";
import { startProduct, stopProduct } from "./e2e.ts";
import { findBrowser } from "./find-browser.ts";

// Makes the pictures of the README and docs from the real product, started in an empty folder.
const folder = "docs/screenshots";
const prompts = [
  "ceramic vases with dried flowers on a linen cloth, morning light",
  "a lighthouse on a cliff at dawn, soft mist",
  "misty mountains above a lake at sunset",
  "a mug of coffee on a wooden table, warm light",
];

type Shot = { name: string; path: string; width: number; height: number; theme: string; keys?: string[] };

const shots: Shot[] = [
  { name: "review-1440-light", path: "/review", width: 1440, height: 900, theme: "light" },
  { name: "review-390-dark", path: "/review", width: 390, height: 844, theme: "dark" },
  {
    name: "review-1440-dark",
    path: "/review",
    width: 1440,
    height: 900,
    theme: "dark",
    keys: ["a", "a", "3", "a"],
  },
  { name: "large-1440-dark", path: "/review", width: 1440, height: 900, theme: "dark", keys: ["Enter"] },
  {
    name: "generate-1440-dark",
    path: "/generate/sdxl_base_refiner",
    width: 1440,
    height: 900,
    theme: "dark",
  },
  {
    name: "workflow-1024-light",
    path: "/workflows/sdxl_base_refiner",
    width: 1024,
    height: 768,
    theme: "light",
  },
];

const { executablePath, env } = await findBrowser();
if (!(await isBuildCurrent())) await buildWeb();
const data = await mkdtemp(join(tmpdir(), "proofsheet-shots-"));
await chmod(data, 0o755);
const apiKey = randomBytes(24).toString("hex");
const { product, link, address } = await startProduct(data, apiKey);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  env: { ...(process.env as Record<string, string>), ...env },
});
try {
  await mkdir(folder, { recursive: true });
  await drawPictures();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await becomeOwner(page);
  for (const shot of shots) {
    await context.addCookies([{ name: "theme", value: shot.theme, url: address }]);
    await page.setViewportSize({ width: shot.width, height: shot.height });
    await page.goto(`${address}${shot.path}`);
    await settled(page, shot);
    for (const key of shot.keys ?? []) await page.keyboard.press(key);
    if (shot.keys?.includes("Enter")) await page.getByText(/^Fit,/).waitFor();
    await settled(page, shot);
    const png = await page.screenshot();
    await sharp(png)
      .png({ palette: true, quality: 90, effort: 10 })
      .toFile(join(folder, `${shot.name}.png`));
    console.log(`  ✓ ${shot.name}`);
  }
} finally {
  await browser.close();
  await stopProduct(product);
  await rm(data, { recursive: true, force: true });
}

async function drawPictures(): Promise<void> {
  for (const [index, prompt] of prompts.entries()) {
    const portrait = index % 2 === 1;
    const params = { prompt, steps: 12, width: portrait ? 896 : 1024, height: portrait ? 1152 : 1024 };
    await send("POST", "/api/v1/runs", { workflow: "sdxl_base_refiner", params, count: 5 });
  }
  for (;;) {
    const { items } = (await send("GET", "/api/v1/runs?status=active&limit=1")) as { items: unknown[] };
    if (items.length === 0) return decideSome();
    await new Promise((done) => setTimeout(done, 500));
  }
}

async function decideSome(): Promise<void> {
  const { items } = (await send("GET", "/api/v1/outputs?state=pending&limit=3&order=newest")) as {
    items: { id: string; revision: number }[];
  };
  for (const { id, revision } of items) {
    await send("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "approved", expected: revision });
  }
}

async function send(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return response.json();
}

async function becomeOwner(page: Page): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill("Olga Owner");
  await page.getByLabel("Email").fill("olga@example.test");
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
  await page.getByRole("button", { name: "Create the owner's account" }).click();
  await page.waitForURL(`${address}/`);
}

/** Waits until the page is alive and every picture in view has been drawn. */
async function settled(page: Page, { path }: Shot): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  if (path === "/review") {
    await page.waitForFunction(
      () => document.activeElement?.matches("[role=gridcell], [role=figure]") === true,
    );
    await page.waitForFunction(() => document.querySelectorAll("[data-tile] img").length >= 4);
  } else {
    await page
      .getByText(/ready|Lands in|node/i)
      .first()
      .waitFor();
  }
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    return [...document.images].every((image) => image.complete && image.naturalWidth > 0);
  });
}
