import { spawnSync } from "node:child_process";
import process from "node:process";
import { expect, test } from "vitest";

test("an unknown bench is answered with those there are", () => {
  const { status, stderr } = spawnSync(process.execPath, ["bench/main.ts", "nothing"], { encoding: "utf8" });
  expect(status).toBe(2);
  for (const name of ["dispatch", "slots", "wrapper", "grid", "keys", "decide", "lists", "weight", "vitals"])
    expect(stderr).toContain(name);
});
