import { expect, test } from "@playwright/test";
import { call, finished, outputsOf, type Json, type Run } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { strike } from "./support/keyboard.ts";
import { makeOutputs, only, reseedFor } from "./support/outputs.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

async function childrenOf(id: string): Promise<Run[]> {
  const { body } = await call("GET", "/api/v1/runs?limit=100");
  return (body["items"] as Run[]).filter(({ parentOutputId }) => parentOutputId === id);
}

test("SEED-1 SEED-10 one key makes one child, a second press none more; undo takes it back", async ({
  page,
}) => {
  const output = only(await makeOutputs(1));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await strike(page, { key: "r" }, { key: "r" }, { key: "r", repeat: true });
  await expectState(output, "reseeded");
  expect(await childrenOf(output.id)).toHaveLength(1);
  await desk.press("u");
  await expectState(output, "pending");
  const [child] = await childrenOf(output.id);
  expect(["canceled", "running", "succeeded", "queued"]).toContain(child?.status);
});

test("SEED-3 SEED-6 vary names its picture and shows the numbers and the time before it sends them", async ({
  page,
}) => {
  const output = only(await makeOutputs(1, { seed: 1_000_000 }));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await desk.press("v");
  const dialog = page.getByRole("dialog", { name: "Vary …000000" });
  await expect(dialog.getByRole("status")).toContainText(/4 runs, about .* s/);
  await dialog.getByText("This one + n").click();
  await dialog.getByLabel("How many").fill("3");
  await expect(dialog.getByText("1000001, 1000002, 1000003")).toBeVisible();
  await dialog.getByText("A given one").click();
  await dialog.getByLabel("Seed", { exact: true }).fill("18446744073709551616");
  await expect(dialog.getByText("From 0 to 18446744073709551615.").first()).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Re-seed/ })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByText("This one + n").click();
  await dialog.getByLabel("Why, for the record").selectOption({ index: 1 });
  await dialog.getByRole("button", { name: "Re-seed, 3 runs" }).click();
  await expectState(output, "reseeded");
  const children = await childrenOf(output.id);
  expect(children.map(({ seed }) => seed).sort()).toEqual(["1000001", "1000002", "1000003"]);
  const decided = (await stored(output.id)) as unknown as Json;
  expect(decided).toMatchObject({ decision: { reason: { label: expect.any(String) } } });
});

test("SEED-2 SEED-5 one parameter over a range keeps the seed; nothing changed is warned about", async ({
  page,
}) => {
  const output = only(await makeOutputs(1, { seed: 77 }));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await desk.press("v");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Nothing/ }).check();
  await expect(dialog.getByText(/write no new file/)).toBeVisible();
  await dialog.getByRole("radio", { name: /^One parameter/ }).check();
  await dialog.getByLabel("Parameter", { exact: true }).selectOption("detail");
  await dialog.getByText("Range", { exact: true }).click();
  await dialog.getByLabel("From", { exact: true }).fill("2");
  await dialog.getByLabel("To", { exact: true }).fill("6");
  await dialog.getByLabel("Step", { exact: true }).fill("2");
  await expect(dialog.getByText("2, 4, 6")).toBeVisible();
  await dialog.getByRole("button", { name: "Re-seed, 3 runs" }).click();
  await expect.poll(async () => (await childrenOf(output.id)).length).toBe(3);
  const children = await childrenOf(output.id);
  expect(new Set(children.map(({ params }) => params["detail"]))).toEqual(new Set([2, 4, 6]));
  expect(new Set(children.map(({ seed }) => seed))).toEqual(new Set(["77"]));
});

test("SEED-7 WHY-4 the stack is a strip with generations and the reason; any of it opens in one press", async ({
  page,
}) => {
  const root = only(await makeOutputs(1));
  const { body } = await call("GET", "/api/v1/reasons");
  const [reason] = body["items"] as { id: string; label: string }[];
  const [child, sibling] = await reseedFor(root, { count: 2, reason: reason?.id });
  const grandchild = only(await reseedFor(child ?? root, {}));
  await page.goto(`/review?state=all&output=${grandchild.id}`);
  const strip = page.getByRole("region", { name: "Stack" });
  await expect(strip.getByRole("listitem")).toHaveCount(4);
  await expect(strip).toContainText("generation 2");
  await strip.getByRole("button", { name: /first of the stack/ }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(root.id);
  await page.goto(`/review?state=all&output=${sibling?.id}`);
  await expect(strip).toContainText(`re-seeded because: ${reason?.label}`);
});

test("SEED-12 approving one of a stack offers to reject its undecided siblings, and does it only when asked", async ({
  page,
}) => {
  const root = only(await makeOutputs(1));
  const [first, second] = await reseedFor(root, { count: 2 });
  const desk = new Desk(page);
  await desk.open(`?run=${first?.runId}`);
  await desk.press("a");
  const offer = page.getByRole("button", { name: "Reject 1" });
  await expect(offer).toBeVisible();
  expect((await stored(second?.id ?? "")).state).toBe("pending");
  await offer.click();
  await expectState(second, "rejected");
});

test("SEED-2 FORM-20 the form opens with the picture's values and seed; sending it passes the picture over", async ({
  page,
}) => {
  const output = only(await makeOutputs(1, { detail: 7, seed: 4242 }));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await desk.press("v");
  await page.getByRole("link", { name: /What I edit/ }).click();
  await expect(page.getByText(/re-seeds that picture/)).toBeVisible();
  await page.getByRole("button", { name: /^Re-seed/ }).click();
  await expect(page.getByText(/Re-seeded from your edits/)).toBeVisible();
  const [child] = await childrenOf(output.id);
  expect(child).toMatchObject({ seed: "4242", params: { detail: 7 } });
  expect((await stored(output.id)).state).toBe("reseeded");
});

test("SEED-6 BULK-5 the selection is re-seeded by its own preview, with the multiplication written out", async ({
  page,
}) => {
  const since = new Date().toISOString();
  const outputs = await makeOutputs(2);
  const desk = new Desk(page);
  await desk.open(`?workflow=model_free_card&since=${since}`);
  for (const output of outputs) {
    await desk.tile(output).click();
    await desk.press(" ");
  }
  await desk.press("v");
  await page.getByRole("button", { name: "Re-seed the selection (2)…" }).click();
  const dialog = page.getByRole("dialog", { name: "Re-seed 2 pictures" });
  await dialog.getByLabel("Runs for each").fill("2");
  await expect(dialog.getByText("2 pictures × 2 seeds = 4 runs")).toBeVisible();
  await dialog.getByRole("button", { name: "Re-seed, 4 runs" }).click();
  for (const { id } of outputs) {
    await expectState(id, "reseeded");
    await expect.poll(() => childrenOf(id)).toHaveLength(2);
  }
});

test("RULE-6 T-19 nothing edits an approved picture: its address takes no change, a re-seed makes another one", async () => {
  const output = only(await makeOutputs(1, { detail: 5 }));
  await call("PUT", `/api/v1/outputs/${output.id}/decision`, { verdict: "approved", expected: 0 });
  const before = (await call("GET", `/api/v1/outputs/${output.id}`)).body;
  for (const [method, path] of [
    ["PUT", `/api/v1/outputs/${output.id}`],
    ["PATCH", `/api/v1/outputs/${output.id}`],
    ["DELETE", `/api/v1/outputs/${output.id}`],
    ["PUT", `/api/v1/runs/${output.runId}`],
    ["PATCH", `/api/v1/runs/${output.runId}`],
  ] as const) {
    expect([404, 405]).toContain((await call(method, path, { params: { detail: 1 } })).status);
  }
  const after = (await call("GET", `/api/v1/outputs/${output.id}`)).body;
  expect(after).toEqual(before);
  const [child] = await reseedFor(output, { vary: { grain: "parameter", name: "detail", values: [3] } });
  expect(child?.id).not.toBe(output.id);
  const run = outputsOf(await finished(output.runId));
  expect(run.map(({ sha256 }) => sha256)).toEqual([output.sha256]);
});
