import { describe, expect, it } from "vitest";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";

const workshop = useWorkshop(writeProbeWorkflows);

describe("a run that picks its model file by a param", () => {
  const withModels = (...checkpoints: string[]) => workshop.simulator({ models: { checkpoints } });

  it("goes only to a server that has the file, whatever other runs of the workflow pick", async () => {
    const plain = await withModels("common.safetensors");
    const rich = await withModels("common.safetensors", "rare.safetensors");
    await workshop.worker([plain, rich]);
    const rare = await workshop.submit("chosen_probe", { model: "rare.safetensors" }, 4);
    const common = await workshop.submit("chosen_probe", { model: "common.safetensors" }, 2);
    const unset = await workshop.submit("chosen_probe");
    for (const { id } of [...rare, ...common, ...unset]) await workshop.until(id, "succeeded");
    const attempts = new Set(Object.keys(executionsOn(plain)));
    for (const { id } of rare) {
      const run = await workshop.read(id);
      expect(run.attempts.filter((attempt) => attempts.has(attempt.id))).toEqual([]);
    }
  });

  it("waits while nobody has it, says which field picked what, holds nobody up, and starts when it is there", async () => {
    const plain = await withModels("common.safetensors");
    const worker = await workshop.worker([plain]);
    const [stuck] = await workshop.submit("chosen_probe", { model: "nobody.safetensors" });
    const [free] = await workshop.submit("chosen_probe", { model: "common.safetensors" });
    await workshop.until(free?.id ?? "", "succeeded");
    await eventually(async () => {
      const { status, waiting } = await workshop.read(stuck?.id ?? "");
      expect({ status, waiting }).toMatchObject({ status: "queued", waiting: { code: "missing_model" } });
      expect(waiting?.message).toMatch(/^local \d+ lacks nobody\.safetensors \(Model\)\./);
    });
    await worker.stop();
    await workshop.worker([plain, await withModels("nobody.safetensors")]);
    await workshop.until(stuck?.id ?? "", "succeeded");
  });

  it("T-45 waits, too, when the server had listed the file and no longer has it", async () => {
    const before = await withModels("common.safetensors");
    // Once, when it joins: what it tells then is out of date later.
    await workshop.worker([before], { timings: { probe: 60_000 } });
    await eventually(async () => {
      expect(await workshop.db.server.findFirst({ where: { removedAt: null } })).toMatchObject({
        health: "ready",
      });
    });
    await before.stop();
    const port = Number(new URL(before.url).port);
    await workshop.simulator({ port, models: { checkpoints: ["another.safetensors"] } });
    const [run] = await workshop.submit("chosen_probe", { model: "common.safetensors" });
    await eventually(async () => {
      expect(await workshop.read(run?.id ?? "")).toMatchObject({
        status: "queued",
        waiting: { code: "missing_model" },
        attempts: [{ status: "lost", error: { code: "missing_model", field: "/params/model" } }],
      });
    });
  });
});

it("two workflows on two servers settle on one each", async () => {
  const servers = [await workshop.simulator({ speed: 1 }), await workshop.simulator({ speed: 1 })];
  const pairs: { slow: string; other: string }[] = [];
  for (let pair = 0; pair < 8; pair += 1) {
    const [slow] = await workshop.submit("slow_probe", { steps: 6, delay: 0.05 });
    const [other] = await workshop.submit("other_probe", { delay: 0.02 });
    pairs.push({ slow: slow?.id ?? "", other: other?.id ?? "" });
  }
  await workshop.worker(servers);
  for (const { slow, other } of pairs) {
    await workshop.until(slow, "succeeded");
    await workshop.until(other, "succeeded");
  }
  const attempts = await workshop.db.attempt.findMany({
    where: { runId: { in: pairs.flatMap(({ slow, other }) => [slow, other]) } },
    orderBy: { createdAt: "asc" },
    select: { serverId: true, run: { select: { versionId: true } } },
  });
  const byServer = Map.groupBy(attempts, ({ serverId }) => serverId);
  const switches = [...byServer.values()].map((done) => {
    const versions = done.map(({ run }) => run.versionId);
    return versions.filter((version, index) => index > 0 && version !== versions[index - 1]).length;
  });
  expect(switches).toHaveLength(2);
  // Whoever is through first helps the other one out; that is one switch at the very end.
  expect(Math.max(...switches)).toBeLessThanOrEqual(1);
});
