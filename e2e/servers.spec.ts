import { expect, test } from "@playwright/test";
import { call, finished, items, type Run } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { startLongRun } from "./support/outputs.ts";
import { restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

type Server = { id: string; name: string; drained: boolean; slots: number };

async function onlyServer(): Promise<Server> {
  const [server] = await items<Server>("/api/v1/servers");
  if (server === undefined) throw new Error("No server is configured.");
  return server;
}

test("an owner drains a server from its card, is told what it means, and resumes it", async ({ page }) => {
  const server = await onlyServer();
  await page.goto("/servers");
  const card = page.getByRole("region", { name: server.name });
  await card.getByRole("button", { name: `Drain ${server.name}` }).click();
  const question = page.getByRole("dialog", { name: `Drain ${server.name}?` });
  await expect(question).toContainText("runs wait until you resume this one");
  await question.getByRole("button", { name: "Leave it as it is" }).click();
  expect((await onlyServer()).drained).toBe(false);

  await card.getByRole("button", { name: `Drain ${server.name}` }).click();
  await question.getByRole("button", { name: `Drain ${server.name}` }).click();
  await expect(card.getByText("Drained", { exact: true })).toBeVisible();
  await expect(page.getByText("No server of this pool takes runs now.")).toBeVisible();
  await expect(page.getByText(`0 of 0 slots in use, ${server.slots} drained`)).toBeVisible();
  expect((await onlyServer()).drained).toBe(true);

  const { body } = await call("POST", "/api/v1/runs", { workflow: "model_free_card", params: {} });
  const [run] = body["items"] as Run[];
  await expect(page.getByText(/\d runs? queued, the oldest from/)).toBeVisible();

  await card.getByRole("button", { name: `Resume ${server.name}` }).click();
  await expect(card.getByText("Drained", { exact: true })).toBeHidden();
  expect((await finished(run?.id ?? "")).status).toBe("succeeded");
});

// A server that was left drained would have every later test wait for its pictures.
test.afterAll(async () => {
  const { id } = await onlyServer();
  await call("POST", `/api/v1/servers/${id}/resume`);
});

test("slots fill and empty on the screen as they do on the server, and nothing around them moves", async ({
  page,
}) => {
  const server = await onlyServer();
  await page.goto("/servers");
  const card = page.getByRole("region", { name: server.name });
  const slots = card.getByRole("list", { name: `Slots of ${server.name}` });
  await expect(slots.getByText("Free")).toHaveCount(server.slots);
  await expect(page.getByText("Changes appear by themselves.")).toBeAttached();
  const before = await restingBox(slots);

  const run = await startLongRun();
  await expect(slots.locator(`a[href="/runs/${run.id}"]`)).toBeVisible();
  expect(await restingBox(slots)).toEqual(before);
  await call("POST", `/api/v1/runs/${run.id}/cancellation`);
  await expect(slots.getByText("Free")).toHaveCount(server.slots);
  expect(await restingBox(slots)).toEqual(before);
});

for (const theme of ["dark", "light"] as const) {
  test(`A11Y-10 axe finds nothing serious on a server at work, nor on the question, ${theme}`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    const server = await onlyServer();
    const run = await startLongRun();
    await page.goto("/servers");
    const card = page.getByRole("region", { name: server.name });
    await expect(card.getByRole("img", { name: /last hour/ })).toBeVisible();
    await expect(card.locator(`a[href="/runs/${run.id}"]`)).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
    await card.getByRole("button", { name: `Drain ${server.name}` }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
    await call("POST", `/api/v1/runs/${run.id}/cancellation`);
  });
}
