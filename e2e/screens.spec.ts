import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { call, makeOutput } from "./support/api.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

const screens = [
  "/",
  "/generate",
  "/generate/sdxl_base_refiner",
  "/generate/sdxl_inpaint_masked",
  "/runs",
  "/review",
  "/review/sessions",
  "/workflows",
  "/workflows/model_free_card",
  "/servers",
  "/settings",
];

for (const theme of ["dark", "light"] as const) {
  test(`A11Y-10 axe finds nothing serious on any screen, ${theme}`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    const output = await makeOutput();
    for (const screen of [...screens, `/review?output=${output.id}`, `/runs/${output.runId}`]) {
      await page.goto(screen);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}

test("S5 no screen breaks the content security policy, and the policy allows no inline script", async ({
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
  }
  expect(reports).toEqual([]);
});

test("no answer that a browser gets names a ComfyUI server's address", async ({ page }) => {
  const answers: { url: string; text: string }[] = [];
  page.on("response", async (response) => {
    const text = await response.text().catch(() => "");
    answers.push({ url: response.url(), text });
  });
  for (const screen of ["/servers", "/", "/runs"]) {
    await page.goto(screen);
    await page.waitForLoadState("load");
  }
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

test("every title is its own and every screen has one main heading", async ({ page }) => {
  const titles: string[] = [];
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    titles.push(await page.title());
  }
  expect(new Set(titles).size).toBe(titles.length);
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
