import { expect, test } from "@playwright/test";
import { call } from "./support/api.ts";
import { expectLive } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { screens } from "./support/screens.ts";

test.use({ storageState: ownerState });

test("FORM-8 S5 no screen breaks the content security policy, and the policy allows no inline script", async ({
  page,
}) => {
  const reports: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) reports.push(message.text());
  });
  for (const screen of screens) {
    const response = await page.goto(screen);
    const policy = response?.headers()["content-security-policy"] ?? "";
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
    expect(scripts).toContain("'nonce-");
    expect(scripts).not.toContain("unsafe-");
    // What its scripts do is held to the policy as well.
    await expectLive(page);
  }
  expect(reports).toEqual([]);
});

test("no answer that a browser gets names a ComfyUI server's address", async ({ page }) => {
  let reading: Promise<{ url: string; text: string }>[] = [];
  page.on("response", (response) => {
    // The stream does not end.
    if (response.headers()["content-type"]?.includes("event-stream")) return;
    const text = response.text().catch(() => "");
    reading.push(text.then((read) => ({ url: response.url(), text: read })));
  });
  const answers: { url: string; text: string }[] = [];
  for (const screen of ["/servers", "/", "/runs"]) {
    const asked = screen === "/servers" ? page.waitForResponse(/\/api\/v1\/servers/) : undefined;
    await page.goto(screen);
    await asked;
    await expectLive(page);
    answers.push(...(await Promise.all(reading)));
    reading = [];
  }
  expect(answers.some(({ url }) => url.includes("/api/v1/servers"))).toBe(true);
  const own = new URL(page.url()).host;
  const telling = answers.filter(
    ({ url, text }) =>
      // Our scripts explain what an address looks like; what counts is data.
      !url.includes("/_next/") &&
      [...text.matchAll(/(?:127\.0\.0\.1|localhost):\d+/g)].some(
        ([address]) => address !== own && address !== "127.0.0.1:8188",
      ),
  );
  expect(telling.map(({ url }) => url)).toEqual([]);
  expect((await call("GET", "/api/v1/servers")).text).not.toMatch(/https?:\/\//);
});

test("nobody signed in meets the door, and comes back to where they wanted to be", async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/runs");
  await expect(page).toHaveURL(/\/sign-in/);
  await context.close();
});

test("a page that does not exist says so and offers a way back", async ({ page }) => {
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("link").first()).toBeVisible();
});
