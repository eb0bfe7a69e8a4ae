import { expect, test } from "@playwright/test";
import { call, finished, items, until, type Run } from "./support/api.ts";
import { startLongRun } from "./support/outputs.ts";
import { expectLive, restingBox } from "./support/page.ts";
import { join, ownerState } from "./support/people.ts";
import { publish } from "./support/workflows.ts";

test.use({ storageState: ownerState });

/** A plain sheet whose contract allows what the node does not: its author forgot the upper bound. */
const graph = {
  "1": {
    class_type: "EmptyImage",
    inputs: { width: 64, height: 64, batch_size: 1, color: 255 },
    _meta: { title: "Blank sheet" },
  },
  "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "sheet" } },
};
const schema = {
  title: "Plain sheet",
  type: "object",
  properties: {
    colour: { type: "integer", title: "Colour", minimum: 0, maximum: 16777215, "x-bind": "/1/inputs/color" },
    width: { type: "integer", title: "Sheet width", minimum: 1, default: 64, "x-bind": "/1/inputs/width" },
  },
};

async function start(workflow: string, params: object): Promise<Run> {
  const { body, text } = await call("POST", "/api/v1/runs", { workflow, params });
  const [run] = (body["items"] ?? []) as Run[];
  if (run === undefined) throw new Error(text);
  return run;
}

test("RUN-7 RUN-8 a failed run opens at its error, which leads to the field; retry, run again, edit and run are three things", async ({
  page,
}) => {
  await publish("plain_sheet", JSON.stringify(schema), JSON.stringify(graph));
  const { id } = await finished((await start("plain_sheet", { width: 1_000_000 })).id);
  await page.goto(`/runs/${id}`);
  const error = page.getByRole("region", { name: /width of "Blank sheet"/ });
  await expect(error).toContainText("In the node Blank sheet");
  await expect(error).toContainText("What to do: Change “Sheet width”.");
  const raw = error.getByRole("region", { name: "The server's own words" });
  await expect(raw).toHaveCount(0);
  await error.getByRole("button", { name: "The server's own words" }).click();
  await expect(raw).toContainText(/bigger than max/);

  // Retry: this very run once more.
  await page.getByRole("button", { name: "Retry" }).click();
  const attempts = page.getByRole("list", { name: "Attempts" }).getByRole("listitem");
  await expect(attempts).toHaveCount(2);
  await expect(page).toHaveURL(`/runs/${id}`);
  await expect(error).toBeVisible();

  // Run again: another run.
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page).not.toHaveURL(`/runs/${id}`);
  await expect(attempts).toHaveCount(1);

  // Edit and run: the values in the form, from the error at the field that caused it.
  await expect(page.getByRole("link", { name: "Edit and run" })).toBeVisible();
  await page.getByRole("link", { name: "Open the form at “Sheet width”" }).click();
  const field = page.getByRole("textbox", { name: /^Sheet width/ });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("1000000");
});

test("RUN-2 RUN-5 T-26 T-28 a run is the same in every tab and browser, and none that opens, reloads or closes interrupts it", async ({
  page,
  browser,
}) => {
  const { id } = await startLongRun();
  await page.goto(`/runs/${id}`);
  await expect(page.getByRole("progressbar", { name: /^Progress of/ })).toBeVisible();

  const other = await join(browser, "viewer", "Vera Elsewhere");
  await other.goto("/runs");
  const rows = other.getByRole("list", { name: "Runs" }).getByRole("listitem");
  await expect(rows.first()).toContainText("Running");
  await other.context().close();

  const tab = await page.context().newPage();
  for (const screen of ["/", "/runs", "/review", "/servers", "/generate/flux_text_to_image"])
    await tab.goto(screen);
  await tab.close();
  await page.reload();
  await expectLive(page);
  await expect(page.getByText("Running", { exact: true }).first()).toBeVisible();
  const done = (await finished(id)) as Run & { attempts: { status: string }[] };
  expect(done.status).toBe("succeeded");
  expect(done.attempts.map(({ status }) => status)).toEqual(["done"]);
  expect(done.outputs).toHaveLength(4);
  await page.reload();
  await expect(page.getByText("Succeeded", { exact: true }).first()).toBeVisible();
});

test("RUN-12 who asks for it is told once when a batch has ended, and once when one fails", async ({
  page,
}) => {
  await publish("plain_sheet", JSON.stringify(schema), JSON.stringify(graph));
  await page.addInitScript(() => {
    const told: string[] = [];
    class Recorder extends EventTarget {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(_title: string, { body }: { body: string }) {
        super();
        told.push(body);
      }
    }
    Object.assign(window, { told, Notification: Recorder });
  });
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
  await page.goto("/generate/plain_sheet");
  const wish = page.getByRole("switch", { name: "Tell me when it ends or first fails" });
  await expect(wish).not.toBeChecked();
  await page.getByLabel(/^Colour/).fill("7");
  const submit = () => page.getByRole("button", { name: /^Generate/ }).click();
  await submit();
  await until(
    async () => (await call("GET", "/api/v1/runs?workflow=plain_sheet&status=active")).body["items"],
    (items) => (items as unknown[]).length === 0,
    "the first run to end",
  );
  expect(await told(), "nobody asked to be told of that").toEqual([]);

  await wish.click();
  await page.getByLabel(/^Colour/).fill("8");
  await submit();
  await expect.poll(told).toEqual(["“Plain sheet” is done."]);
  await page.getByLabel(/^Sheet width/).fill("1000000");
  await submit();
  await expect.poll(told).toEqual(["“Plain sheet” is done.", "A run of “Plain sheet” failed."]);
  await page.reload();
  await expectLive(page);
  expect(await told(), "a new page has nothing left to tell").toEqual([]);
  await expect(wish).toBeChecked();
});

test("RUN-1 a row of the list is as high whatever its run does, says what tells it apart, and leads to it all over", async ({
  page,
}) => {
  await publish("plain_sheet", JSON.stringify(schema), JSON.stringify(graph));
  const failed = await start("plain_sheet", { width: 1_000_000 });
  const succeeded = await start("plain_sheet", { colour: 9 });
  for (const { id } of [failed, succeeded]) await finished(id);
  const [server] = await items<{ id: string }>("/api/v1/servers");
  await call("POST", `/api/v1/servers/${server?.id}/drain`);
  try {
    const queued = await start("plain_sheet", { colour: 10 });
    await page.goto("/runs?workflow=plain_sheet");
    const row = (id: string) =>
      page.getByRole("listitem").filter({ has: page.locator(`a[href="/runs/${id}"]`) });
    await expect(row(queued.id)).toContainText("Colour: 10");
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const heights = [];
      for (const { id } of [failed, succeeded, queued]) heights.push((await restingBox(row(id))).height);
      expect(new Set(heights).size, `${width} px: ${heights.join(", ")}`).toBe(1);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    const { height } = await restingBox(row(queued.id));
    await call("POST", `/api/v1/servers/${server?.id}/resume`);
    await expect(row(queued.id)).toContainText("Succeeded");
    const box = await restingBox(row(queued.id));
    expect(box.height).toBe(height);
    await page.mouse.click(box.x + box.width * 0.45, box.y + 6);
    await expect(page).toHaveURL(`/runs/${queued.id}`);
  } finally {
    await call("POST", `/api/v1/servers/${server?.id}/resume`);
  }
});

test("BAT-11 RUN-5 a list of one batch says so; what has not started is canceled, and what runs is stopped, by choices of their own", async ({
  page,
}) => {
  // Four pictures a run.
  const params = { prompt: "a lighthouse", steps: 50, width: 1536, height: 1536 };
  const { body } = await call("POST", "/api/v1/runs", { workflow: "flux_text_to_image", params, count: 12 });
  const [first] = body["items"] as (Run & { batchId: string })[];
  await page.goto(`/runs?batch=${first?.batchId}`);
  const bar = page.getByRole("region", { name: "This batch" });
  await expect(bar).toContainText("This batch: 3 runs of Flux picture");
  await expect(bar).toContainText("2 not started, 1 running");
  await bar.getByRole("button", { name: "Cancel 2 not started" }).click();
  const question = page.getByRole("dialog");
  await expect(question).toContainText("1 run is running and goes on");
  await question.getByRole("button", { name: "Cancel 2 not started" }).click();
  await expect(bar).toContainText("1 running, 2 canceled");
  await bar.getByRole("button", { name: "Stop 1 running" }).click();
  await question.getByRole("button", { name: "Stop 1 running" }).click();
  await expect(bar).toContainText("3 canceled");

  await page.getByRole("radio", { name: "Failed" }).click();
  await expect(page.getByText("“Failed”, this batch.")).toBeVisible();
  await bar.getByRole("button", { name: "Show all runs" }).click();
  await expect(page).toHaveURL("/runs?status=failed");
  await expect(bar).toHaveCount(0);
  await page.goto(`/runs/${first?.id}`);
  await expect(page.getByText("The run was stopped before it was done.")).toBeVisible();
});

test("BAT-8 what failed of a batch is retried in one press", async ({ page }) => {
  const { colour, width } = schema.properties;
  const properties = { colour: { ...colour, "x-ui": { widget: "seed" } }, width };
  await publish("seeded_sheet", JSON.stringify({ ...schema, properties }), JSON.stringify(graph));
  const params = { width: 1_000_000 };
  const { body } = await call("POST", "/api/v1/runs", { workflow: "seeded_sheet", params, count: 2 });
  const runs = body["items"] as (Run & { batchId: string })[];
  for (const { id } of runs) await finished(id);
  await page.goto(`/runs?batch=${runs[0]?.batchId}`);
  const bar = page.getByRole("region", { name: "This batch" });
  await bar.getByRole("button", { name: "Retry 2 failed" }).click();
  for (const { id } of runs) {
    await until(
      async () => (await call("GET", `/api/v1/runs/${id}`)).body["attempts"] as unknown[],
      (attempts) => attempts.length === 2,
      "another attempt",
    );
    await finished(id);
  }
  await expect(bar).toContainText("2 failed");
});
