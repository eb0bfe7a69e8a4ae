import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { call } from "./api.ts";

export const ownerState = "test-results/owner.json";
export const owner = { name: "Olga Owner", email: "olga@example.test", password: "a long enough password" };

type Role = "owner" | "operator" | "reviewer" | "viewer";

/** Who was let in, and for which test. */
const guests = new Map<BrowserContext, string>();

/** Sends home who was let in for an earlier test: every open page hears every event, and asks the server about it. */
export async function sendGuestsHome(): Promise<void> {
  const { testId } = test.info();
  for (const [context, since] of guests) {
    if (since === testId) continue;
    guests.delete(context);
    await context.close();
  }
}

/** Lets somebody in through an invite link, in a browser of their own; ends on their home page. */
export async function join(browser: Browser, role: Role, name: string): Promise<Page> {
  await sendGuestsHome();
  const { body } = await call("POST", "/api/v1/invites", { role });
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  guests.set(context, test.info().testId);
  const page = await context.newPage();
  const link = new URL(String(body["url"]));
  await page.goto(`${link.pathname}${link.hash}`);
  await page.getByLabel("Your name").fill(name);
  await page
    .getByLabel("Email")
    .fill(`${name.toLowerCase().replaceAll(" ", ".")}.${Date.now()}@example.test`);
  await page.getByLabel("Password", { exact: true }).fill("another long password");
  await page.getByRole("button", { name: /^Join/ }).click();
  await expect(page).toHaveURL("/");
  return page;
}

/** Closes the review sessions that this person left open. */
export async function closeSessions(page: Page): Promise<void> {
  const path = "/api/v1/review-sessions";
  const answer = await page.request.get(`${path}?open=true&limit=200`);
  const { items: open } = (await answer.json()) as { items: { id: string }[] };
  for (const { id } of open) await page.request.post(`${path}/${id}/receipt`);
}
