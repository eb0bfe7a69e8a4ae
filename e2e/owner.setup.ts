import process from "node:process";
import { expect, test } from "@playwright/test";
import { ownerState, owner } from "./support/people.ts";

test("the link that npm start prints makes the first person the owner and signs them in", async ({
  page,
}) => {
  await page.goto(process.env["FIRST_RUN_LINK"] ?? "");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Create the owner's account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL("/");
  await page.context().storageState({ path: ownerState });
});
