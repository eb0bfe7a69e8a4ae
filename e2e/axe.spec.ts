import { expect, test, type Page } from "@playwright/test";
import { call, decide, makeOutput, verdicts } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";
import { screens } from "./support/screens.ts";

test.use({ storageState: ownerState });

const themes = ["dark", "light"] as const;

async function wear(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page
    .context()
    .addCookies([{ name: "theme", value: theme, url: test.info().project.use.baseURL ?? "" }]);
}

for (const theme of themes) {
  test(`A11Y-10 axe finds nothing serious on any screen, ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await wear(page, theme);
    const output = await makeOutput();
    for (const screen of [...screens, `/review?output=${output.id}`, `/runs/${output.runId}`]) {
      await page.goto(screen);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      expect(await seriousOn(page), screen).toEqual([]);
    }
  });

  test(`A11Y-10 axe finds nothing serious in front of the door, ${theme}`, async ({ browser }) => {
    const page = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
    await wear(page, theme);
    const { body } = await call("POST", "/api/v1/invites", { role: "viewer" });
    const link = new URL(String(body["url"]));
    for (const screen of ["/sign-in", `${link.pathname}${link.hash}`, "/no/such/page"]) {
      await page.goto(screen);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await seriousOn(page), screen).toEqual([]);
    }
    await page.context().close();
  });

  test(`A11Y-10 axe finds nothing serious while deciding, in dialogs and menus, ${theme}`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await wear(page, theme);
    const { outputs, query } = await makeQueue(4);
    const [, ...others] = outputs;
    for (const [index, output] of others.entries()) await decide(output, verdicts[index] ?? "approved");
    const desk = new Desk(page);
    await desk.open(`${query}&state=all`);
    expect(await seriousOn(page), "tiles of all four states").toEqual([]);
    await desk.press(" ");
    await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
    expect(await seriousOn(page), "with a selection").toEqual([]);
    await desk.press("Escape");
    for (const [key, what] of [
      ["?", "the sheet of keys"],
      ["n", "the note"],
    ] as const) {
      await desk.press(key);
      await expect(page.getByRole("dialog").last()).toBeVisible();
      expect(await seriousOn(page), what).toEqual([]);
      await desk.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    await desk.enlarge({ id: await desk.current() });
    expect(await seriousOn(page), "the large view").toEqual([]);
  });
}
