import type { Browser, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { call } from "./api.ts";

export const ownerState = "test-results/owner.json";
export const owner = { name: "Olga Owner", email: "olga@example.test", password: "a long enough password" };

type Role = "owner" | "operator" | "reviewer" | "viewer";

/** Lets somebody in through an invite link, in a browser of their own; ends on their home page. */
export async function join(browser: Browser, role: Role, name: string): Promise<Page> {
  const { body } = await call("POST", "/api/v1/invites", { role });
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
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
