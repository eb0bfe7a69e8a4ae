import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, rm, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { buildWeb, isBuildCurrent } from "./build.ts";
import { startProduct, stopProduct } from "./e2e.ts";
import { findBrowser } from "./find-browser.ts";
import { shots, sizes, type Shot, type World } from "./shots.ts";

// Makes the pictures of the README and docs from the real product, started in an empty folder. Names of shots given as
// arguments make only those.
const folder = "docs/screenshots";
const workflow = "sdxl_base_refiner";
const prompts = [
  "ceramic vases with dried flowers on a linen cloth, morning light",
  "a lighthouse on a cliff at dawn, soft mist",
  "misty mountains above a lake at sunset",
  "a mug of coffee on a wooden table, warm light",
];

const asked = process.argv.slice(2);
const wanted = shots.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (wanted.length === 0)
  throw new Error(`There is no such shot. Known: ${shots.map(({ name }) => name).join(", ")}.`);

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
  const made = await makeWorld();
  const page = await (await browser.newContext()).newPage();
  // As somebody sees the desk who has worked at it before.
  await page.addInitScript(() => localStorage.setItem("proofsheet.first-hint", "read"));
  await becomeOwner(page);
  const world = { ...made, receipt: await closeSession(page, made), rejectElsewhere, closeReview };
  await decideSome(page);
  await callPerson(page, made);
  const stranger = await (await browser.newContext()).newPage();
  const taken = new Set<string>();
  for (const shot of wanted) {
    for (const name of await take(shot.isPublic ? stranger : page, shot, world)) taken.add(name);
  }
  if (asked.length === 0) await clear(taken);
} finally {
  await browser.close();
  await stopProduct(product);
  await rm(data, { recursive: true, force: true });
}

/** Takes a shot in each of its sizes and themes; answers the names of the files. */
async function take(page: Page, shot: Shot, world: World): Promise<string[]> {
  const names: string[] = [];
  for (const size of shot.sizes) {
    for (const theme of shot.themes) {
      await page.context().addCookies([{ name: "theme", value: theme, url: address }]);
      await page.setViewportSize(sizes[size]);
      await page.goto(`${address}${shot.path(world)}`);
      await settled(page);
      await dismissToasts(page);
      await shot.bring?.(page, world);
      await settled(page);
      const name = `${shot.name}-${sizes[size].width}-${theme}.webp`;
      await sharp(await page.screenshot())
        .webp({ quality: 82, effort: 6, smartSubsample: true })
        .toFile(join(folder, name));
      names.push(name);
      console.log(`  ✓ ${name}`);
    }
  }
  return names;
}

/** What is said in passing lies over what a shot is about. */
async function dismissToasts(page: Page): Promise<void> {
  const close = page.getByRole("button", { name: "Dismiss" });
  while ((await close.count()) > 0) await close.first().click();
}

/** What is no longer taken does not stay. */
async function clear(taken: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/\.(png|webp)$/.test(name) && !taken.has(name)) await unlink(join(folder, name));
  }
}

async function makeWorld(): Promise<Omit<World, "receipt" | "rejectElsewhere" | "closeReview">> {
  for (const [index, prompt] of prompts.entries()) {
    const portrait = index % 2 === 1;
    const params = { prompt, steps: 12, width: portrait ? 896 : 1024, height: portrait ? 1152 : 1024 };
    await send("POST", "/api/v1/runs", { workflow, params, count: 5 });
  }
  for (;;) {
    const active = await list<{ id: string }>("/api/v1/runs?status=active&limit=1");
    if (active.length === 0) break;
    await new Promise((done) => setTimeout(done, 500));
  }
  const outputs = await list<{ id: string; revision: number }>("/api/v1/outputs?state=pending&limit=100");
  const [run] = await list<{ id: string }>("/api/v1/runs?limit=1");
  const [talkedAbout] = outputs;
  if (run === undefined || talkedAbout === undefined) throw new Error("No picture was made.");
  await send("POST", `/api/v1/outputs/${talkedAbout.id}/comments`, {
    body: "The stem runs into the edge here; the light is right.",
    shapes: [
      { kind: "box", from: [0.34, 0.2], to: [0.62, 0.46] },
      { kind: "arrow", colour: "cyan", from: [0.2, 0.78], to: [0.4, 0.6] },
    ],
  });
  return { workflow, run: run.id, outputs: outputs.map(({ id }) => id) };
}

/** A session that the person at `page` went through: some approved, some rejected, and closed. Answers its id. */
async function closeSession(page: Page, { outputs }: Pick<World, "outputs">): Promise<string> {
  const post = async (method: string, path: string, data?: object) => {
    const headers = { origin: address, "idempotency-key": randomBytes(12).toString("hex") };
    const answer = await page.request.fetch(`${address}${path}`, { method, headers, ...(data && { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; items: { id: string }[] };
  };
  const { items: reasons } = await post("GET", "/api/v1/reasons");
  const { id } = await post("POST", "/api/v1/review-sessions", { scope: { state: "all" } });
  for (const [index, output] of outputs.slice(-8).entries()) {
    const isRejected = index % 3 === 2;
    await post("PUT", `/api/v1/outputs/${output}/decision`, {
      verdict: isRejected ? "rejected" : "approved",
      ...(isRejected && { reason: reasons[index % reasons.length]?.id }),
      expected: 0,
      session: id,
    });
  }
  await post("POST", `/api/v1/review-sessions/${id}/receipt`);
  return id;
}

/** Leaves a session open in which some is decided, and what was re-seeded has arrived. */
async function decideSome(page: Page): Promise<void> {
  await page.setViewportSize(sizes.desktop);
  await page.goto(`${address}/review`);
  await settled(page);
  for (const key of ["a", "a", "3", "a", "r", "ArrowLeft"]) {
    await page.keyboard.press(key);
    await page.locator('[role="gridcell"][tabindex="0"]').waitFor();
  }
  await page.getByRole("button", { name: /at the end of the list/ }).waitFor({ timeout: 60_000 });
}

/** Calls the person at `page` in a comment, and gives some of what they see stars and a label. */
async function callPerson(page: Page, { outputs }: Pick<World, "outputs">): Promise<void> {
  const me = (await (await page.request.get(`${address}/api/v1/me`)).json()) as { id: string };
  await send("POST", `/api/v1/outputs/${outputs[2]}/comments`, {
    body: "@Olga Owner is this the one for the cover?",
    mentions: [me.id],
  });
  await send("PUT", "/api/v1/ratings", { outputs: outputs.slice(1, 4), stars: 4 });
  await send("PUT", "/api/v1/labels", { outputs: outputs.slice(2, 5), name: "blue" });
}

async function rejectElsewhere(output: string): Promise<void> {
  const { revision } = (await send("GET", `/api/v1/outputs/${output}`)) as { revision: number };
  await send("PUT", `/api/v1/outputs/${output}/decision`, { verdict: "rejected", expected: revision });
}

async function closeReview(): Promise<void> {
  const { closing } = (await send("GET", "/api/v1/review-closing")) as { closing: object | null };
  if (closing === null) await send("POST", "/api/v1/review-closing");
}

async function list<T>(path: string): Promise<T[]> {
  return ((await send("GET", path)) as { items: T[] }).items;
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

/** Waits until the page is alive and quiet, and every picture in view has been drawn. */
async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], [data-skeleton]") === null);
  // For a moment after the question has changed the bar rests, dimmed.
  await page.waitForFunction(() => !document.documentElement.hasAttribute("data-held"));
  // The desk is alive once a tile, or the picture itself, has taken the focus.
  await page.waitForFunction(
    () => document.querySelector("[role=grid]") === null || document.activeElement !== document.body,
  );
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    // Loaded is not yet drawn.
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    return [...document.images].every((image) => image.complete && image.naturalWidth > 0);
  });
  // An event stream never ends, so the network is never idle; two frames later everything that was read is drawn.
  await page.waitForFunction(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
  );
}
