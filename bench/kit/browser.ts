import process from "node:process";
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { findBrowser } from "../../ops/find-browser.ts";
import type { RigWeb } from "./rig.ts";

export type RigBrowser = {
  readonly version: string;
  /** A fresh context, with cache and cookies of its own, in which an owner is signed in. */
  signedIn(viewport?: Viewport): Promise<BrowserContext>;
  /** Answers Chromium's trace events of `page` while `work` goes on. */
  trace(page: Page, categories: readonly string[], work: () => Promise<void>): Promise<unknown[]>;
  /** A fresh context in which nobody is signed in. */
  anonymous(viewport?: Viewport): Promise<BrowserContext>;
  stop(): Promise<void>;
};

export type Viewport = { width: number; height: number };

const usualViewport = { width: 1600, height: 900 };

type BrowserSettings = {
  /** Paints as soon as something has changed, not at the next tick of a display. */
  isUnclocked?: boolean;
};

/** A Chromium that meets the rig's web app as a person does, with an account of its own. */
export async function startRigBrowser(
  web: RigWeb,
  { isUnclocked = false }: BrowserSettings = {},
): Promise<RigBrowser> {
  const { executablePath, env } = await findBrowser();
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--enable-precise-memory-info",
      "--js-flags=--expose-gc",
      ...(isUnclocked ? ["--disable-frame-rate-limit", "--disable-gpu-vsync"] : []),
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const open = (viewport: Viewport = usualViewport) => browser.newContext({ viewport, baseURL: web.url });
  let cookies: Awaited<ReturnType<BrowserContext["cookies"]>> | undefined;
  return {
    version: browser.version(),
    async signedIn(viewport) {
      const context = await open(viewport);
      if (cookies === undefined) {
        await signUp(context, web);
        cookies = await context.cookies();
      } else await context.addCookies(cookies);
      return context;
    },
    async trace(page, categories, work) {
      await browser.startTracing(page, { categories: [...categories] });
      await work();
      const text = (await browser.stopTracing()).toString();
      return (JSON.parse(text) as { traceEvents: unknown[] }).traceEvents;
    },
    anonymous: open,
    stop: () => browser.close(),
  };
}

/** Lets an owner in through an invite, as somebody with a link comes in. */
async function signUp(context: BrowserContext, { url, key }: RigWeb): Promise<void> {
  const invite = await fetch(`${url}/api/v1/invites`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify({ role: "owner" }),
  });
  if (!invite.ok) throw new Error(`No invite: ${invite.status} ${await invite.text()}`);
  const { url: link } = (await invite.json()) as { url: string };
  const token = new URLSearchParams(new URL(link).hash.slice(1)).get("token");
  const answer = await context.request.post(`${url}/api/v1/invites/acceptance`, {
    headers: { origin: url },
    data: {
      token,
      name: "Bench Owner",
      email: `${crypto.randomUUID()}@example.test`,
      password: "a long enough password",
    },
  });
  if (!answer.ok()) throw new Error(`Not let in: ${answer.status()} ${await answer.text()}`);
}
