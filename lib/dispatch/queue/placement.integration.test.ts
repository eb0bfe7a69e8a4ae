import { describe, expect, it } from "vitest";
import { closedAddress } from "#lib/comfyui/testing/closed-address";
import { inTransaction } from "#lib/db/transaction";
import { drainServer, resumeServer } from "#lib/server/drain-server";
import { listServers } from "#lib/server/read-servers";
import { eventually, executionsOn, owner, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

async function untilWaiting(id: string, code: string) {
  return eventually(async () => {
    const run = await workshop.read(id);
    expect(run).toMatchObject({ status: "queued", waiting: { code } });
    return run;
  });
}

describe("several servers", () => {
  it("share the work and never hold more than their slots", async () => {
    const servers = [await workshop.simulator({ speed: 1 }), await workshop.simulator({ speed: 1 })];
    await workshop.worker(servers, {
      env: { COMFYUI_URL: servers.map(({ url }) => ({ pool: "default", url })), COMFYUI_SLOTS: 2 },
    });
    await workshop.worker(servers, {
      env: { COMFYUI_URL: servers.map(({ url }) => ({ pool: "default", url })), COMFYUI_SLOTS: 2 },
    });
    const runs = await workshop.submit("slow_probe", { steps: 2, delay: 0.02 }, 12);
    for (const { id } of runs) await workshop.until(id, "succeeded");
    expect(Object.values(executionsOn(...servers))).toEqual(Array(12).fill(1));
    for (const { ledger } of servers) {
      const { executions, peakPending } = ledger.read();
      expect(Object.keys(executions).length).toBeGreaterThan(0);
      expect(peakPending).toBeLessThanOrEqual(2);
    }
  });

  it("a run goes only to one that has what its graph names", async () => {
    const poor = await workshop.simulator({ missingClasses: ["ProbeSlow"] });
    const rich = await workshop.simulator();
    await workshop.worker([poor, rich]);
    const runs = await workshop.submit("slow_probe", {}, 3);
    for (const { id } of runs) await workshop.until(id, "succeeded");
    expect(executionsOn(poor)).toEqual({});
  });

  it("a run of a pool goes only to that pool", async () => {
    const common = await workshop.simulator();
    const video = await workshop.simulator();
    const COMFYUI_URL = [
      { pool: "default", url: common.url },
      { pool: "video", url: video.url },
    ];
    await workshop.worker([], { env: { COMFYUI_URL, COMFYUI_SLOTS: 1 } });
    const runs = await workshop.submit("pooled_probe", {}, 2);
    for (const { id } of runs) await workshop.until(id, "succeeded");
    expect(executionsOn(common)).toEqual({});
  });
});

describe("a run that cannot start", () => {
  it("RUN-1 says which model file is missing where", async () => {
    const simulator = await workshop.simulator();
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("checkpoint_probe");
    const waiting = await untilWaiting(run?.id ?? "", "missing_model");
    expect(waiting.waiting?.message).toContain("nobody_has_this.safetensors");
    expect(waiting.waiting?.message).toContain("local");
  });

  it("RUN-1 says which node is missing", async () => {
    const simulator = await workshop.simulator({ missingClasses: ["ProbeSlow"] });
    await workshop.worker([simulator]);
    const [run] = await workshop.submit("slow_probe");
    expect((await untilWaiting(run?.id ?? "", "missing_node")).waiting?.message).toContain("ProbeSlow");
  });

  it("RUN-1 says that no server is there, or none of its pool", async () => {
    await workshop.worker([await closedAddress()]);
    const [run] = await workshop.submit("slow_probe");
    await untilWaiting(run?.id ?? "", "no_server");
    const [pooled] = await workshop.submit("pooled_probe");
    expect((await untilWaiting(pooled?.id ?? "", "no_server")).waiting?.message).toContain('"video"');
  });

  it("starts by itself when a server comes", async () => {
    const first = await workshop.worker([await closedAddress()]);
    const [run] = await workshop.submit("slow_probe");
    await untilWaiting(run?.id ?? "", "no_server");
    await first.stop();
    await workshop.worker([await workshop.simulator()]);
    expect((await workshop.until(run?.id ?? "", "succeeded")).waiting).toBeNull();
  });

  it("RUN-1 waits while storage is full, and starts when there is room", async () => {
    let hasRoom = false;
    const simulator = await workshop.simulator();
    await workshop.worker([simulator], { files: { ...workshop.files, hasSpace: async () => hasRoom } });
    const [run] = await workshop.submit("slow_probe");
    await untilWaiting(run?.id ?? "", "storage_full");
    hasRoom = true;
    await workshop.until(run?.id ?? "", "succeeded");
  });
});

it("gives a drained server nothing until it is resumed", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const { items } = await listServers(workshop.db, owner);
  const id = items[0]?.id ?? "";
  const drained = await inTransaction(workshop.db, (tx) => drainServer(tx, owner, id, new Date()));
  expect(drained.drained).toBe(true);
  const [run] = await workshop.submit("slow_probe");
  await untilWaiting(run?.id ?? "", "drained");
  expect(executionsOn(simulator)).toEqual({});
  await inTransaction(workshop.db, (tx) => resumeServer(tx, owner, id, new Date()));
  await workshop.until(run?.id ?? "", "succeeded");
});
