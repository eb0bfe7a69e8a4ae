import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { Actor } from "#lib/account/actor";
import { readTextChunks } from "#lib/comfyui/simulator/pixels/png-chunks";
import { inTransaction } from "#lib/db/transaction";
import { parseExactJson } from "#lib/json";
import { person } from "#lib/output/testing/studio";
import { defaultProjectId } from "#lib/project/default-project";
import { cancelRun } from "#lib/run/cancel-run";
import { createRuns } from "#lib/run/create-runs";
import { readRun } from "#lib/run/read-runs";
import type { RunView } from "#lib/run/run-schema";
import { makeProject } from "#lib/run/testing/actors";
import { listServers } from "#lib/server/read-servers";
import { eventually, executionsOn, owner, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

/** The graph that a run's picture says it was made by. */
async function graphInside({
  outputs,
}: RunView): Promise<Record<string, { inputs: Record<string, unknown> }>> {
  const file = await workshop.files.open(outputs[0]?.sha256 ?? "", "original");
  if (file === null) throw new Error("The picture is not stored.");
  return parseExactJson(readTextChunks(await buffer(file.stream()))["prompt"] ?? "") as never;
}

it("T-27 T-30 runs of two workflows, interleaved on one socket, each get their own picture and progress, made by the graph that is stored", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator], {
    env: { COMFYUI_URL: [{ pool: "default", url: simulator.url }], COMFYUI_SLOTS: 3 },
    timings: { progress: 10 },
  });
  const asked = await Promise.all(
    [101, 202, 303, 404, 505, 606].map(async (seed, index) => {
      const workflow = index % 2 === 0 ? "slow_probe" : "other_probe";
      const [run] = await workshop.submit(workflow, {
        seed,
        steps: 3,
        delay: 0.02,
        preview: true,
        width: 40 + index,
      });
      return { id: run?.id ?? "", seed, width: 40 + index };
    }),
  );
  for (const { id, seed, width } of asked) {
    const done = await workshop.until(id, "succeeded");
    expect(done.outputs).toMatchObject([{ width }]);
    const attempt = await workshop.db.attempt.findFirstOrThrow({ where: { runId: id } });
    const stored = parseExactJson(attempt.graph ?? "") as Awaited<ReturnType<typeof graphInside>>;
    const inside = await graphInside(done);
    expect(inside, "the picture was made by the stored graph, value for value").toEqual(stored);
    expect(inside["1"]?.inputs, "and that has the run's own values, not the template's").toMatchObject({
      color: seed,
      width,
    });
  }
  expect(simulator.ledger.read().socketsOpened, "one socket for all of them").toBe(1);
});

it("T-29 as many are executed as were announced, and a bad one among them stops no other", async () => {
  const simulator = await workshop.simulator({ scenarios: [{ kind: "node-error" }] });
  await workshop.worker([simulator]);
  const runs = await workshop.submit("slow_probe", {}, 6);
  expect(runs).toHaveLength(6);
  const ended = await Promise.all(
    runs.map(({ id }) => workshop.until(id, "succeeded").catch(() => workshop.until(id, "failed"))),
  );
  expect(ended.map(({ status }) => status).toSorted()).toEqual([
    "failed",
    ...Array<string>(5).fill("succeeded"),
  ]);
  const executions = executionsOn(simulator);
  expect(Object.values(executions)).toEqual(Array(6).fill(1));
  expect(new Set(Object.keys(executions))).toEqual(new Set(ended.map(({ attempts }) => attempts[0]?.id)));
  expect(simulator.ledger.read().arrivals, "nothing was sent but what was asked for").toHaveLength(6);
});

it("T-37 SEED-11 a picture goes to the project it was asked for, wherever its submitter is by then", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const elsewhere = await makeProject(workshop.db, "elsewhere");
  const roles = new Map([defaultProjectId, elsewhere].map((project) => [project, "operator"] as const));
  const ada: Actor = { kind: "person", id: "ada", name: "Ada", roles };
  const submit = async (project: string) => {
    const input = { workflow: "slow_probe", params: { steps: 10, delay: 0.03 }, count: 1, project };
    return (await createRuns(workshop.db, ada, input, new Date()))[0]?.id ?? "";
  };
  await workshop.worker([simulator]);
  const first = await submit(elsewhere);
  await eventually(async () => {
    const run = await workshop.db.run.findUniqueOrThrow({ where: { id: first } });
    expect(run.status).toBe("running");
  });
  const second = await submit(defaultProjectId);
  for (const [runId, projectId] of [
    [first, elsewhere],
    [second, defaultProjectId],
  ] as const) {
    await eventually(async () =>
      expect(await workshop.db.output.findMany({ where: { runId } })).toMatchObject([{ projectId }]),
    );
  }
});

it("RUN-6 others' runs show owner, state and what was asked to whom the role lets in; to others a slot is only taken", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe", { steps: 200, delay: 0.02, seed: 4711 });
  const id = run?.id ?? "";
  await workshop.until(id, "running");

  const seen = await readRun(workshop.db, person("Vera", "viewer"), id);
  expect(seen).toMatchObject({
    status: "running",
    submittedBy: { name: owner.name },
    params: { seed: 4711 },
  });

  const outsider: Actor = {
    kind: "person",
    id: "otto",
    name: "Otto",
    roles: new Map([[await makeProject(workshop.db, "outside"), "owner"]]),
  };
  await expect(readRun(workshop.db, outsider, id)).rejects.toMatchObject({ code: "not_found" });
  const servers = await listServers(workshop.db, outsider);
  expect(servers.items.flatMap(({ running }) => running)).toMatchObject([{ slot: 0, run: null }]);
  expect(JSON.stringify(servers)).not.toMatch(new RegExp(`4711|${id}`));
  await inTransaction(workshop.db, (tx) => cancelRun(tx, owner, id, new Date()));
  await workshop.until(id, "canceled");
});
