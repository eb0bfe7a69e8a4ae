import { expect, test } from "@playwright/test";
import { call, finished, outputsOf, type Run } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk } from "./support/desk.ts";
import { makeOutputs, only } from "./support/outputs.ts";
import { restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

test("KEY-1 whoever sees the desk for the first time is told how it is worked; closed once, it moves no tile and stays away", async ({
  page,
}) => {
  const output = only(await makeOutputs(1));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  const hint = page.getByRole("region", { name: "How the desk is worked" });
  await expect(hint).toContainText("goes to the next undecided one");
  await expect(hint.getByRole("button", { name: /^Every key/ })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(hint, "makes way on a low screen").toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(hint).toBeVisible();
  const before = await restingBox(desk.tile(output));
  await hint.getByRole("button", { name: "Close this hint for good" }).click();
  await expect(hint).toHaveCount(0);
  await expect(desk.tile(output), "the focus goes back to the picture").toBeFocused();
  expect(await restingBox(desk.tile(output))).toEqual(before);
  await desk.open(`?run=${output.runId}`);
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await expect(hint).toHaveCount(0);
});

/** Goes to the end of a list that may still be being read, where the newest picture is. */
async function toTheEnd(desk: Desk, newest: { id: string }): Promise<void> {
  await expect(async () => {
    await desk.press("End");
    await expect(desk.tile(newest)).toBeVisible({ timeout: 500 });
  }).toPass();
}

test("RULE-7 FIND-5 where somebody else approves, needs my verdict leaves out what I asked for myself", async ({
  page,
}) => {
  const others = only(await makeOutputs(1));
  const asked = await page.request.post("/api/v1/runs", {
    data: { workflow: "model_free_card", params: {} },
  });
  const [run] = ((await asked.json()) as { items: Run[] }).items;
  const [mine] = outputsOf(await finished(run?.id ?? ""));
  if (mine === undefined) throw new Error("No picture was made.");
  await call("PUT", "/api/v1/review-policy", { separatesDuties: true });
  try {
    const desk = new Desk(page);
    await desk.open(`?run=${others.runId}`);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: /Needs my verdict/ }).click();
    await expect(page).toHaveURL(/approvableBy=me/);
    await toTheEnd(desk, others);
    await expect(desk.tile(mine)).toHaveCount(0);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: /All undecided/ }).click();
    await expect(page).not.toHaveURL(/approvableBy/);
    await toTheEnd(desk, mine);
  } finally {
    await call("PUT", "/api/v1/review-policy", { separatesDuties: false });
  }
});
