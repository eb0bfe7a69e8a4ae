import { expect, it } from "vitest";
import { listServers } from "#lib/server/read-servers";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { eventually, owner, useWorkshop } from "#lib/dispatch/testing/workshop";

const workshop = useWorkshop(writeProbeWorkflows);

const shown = async () => (await listServers(workshop.db, owner)).items[0];

async function untilHealth(health: string) {
  return eventually(async () => {
    const server = await shown();
    expect(server?.health).toBe(health);
    return server;
  });
}

/** What people were told of the server, in order, each state once. */
async function toldHealths(serverId = ""): Promise<string[]> {
  const events = await workshop.db.event.findMany({
    where: { kind: "server.changed", subjectId: serverId },
    orderBy: { id: "asc" },
  });
  const healths = events.flatMap(({ data }) => {
    const { health } = data as { health?: string };
    return health === undefined ? [] : [health];
  });
  return healths.filter((health, index) => health !== healths[index - 1]);
}

it("every change of health is told once, with its reason and since when", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const ready = await untilHealth("ready");
  expect(ready).toMatchObject({ reason: null, warnings: [] });

  simulator.plan({ kind: "slow-node", ms: 600 });
  const [run] = await workshop.submit("slow_probe");
  const busy = await untilHealth("busy");
  expect(busy?.reason).toBeNull();
  await workshop.until(run?.id ?? "", "succeeded");
  await untilHealth("ready");

  simulator.plan({ kind: "refuse-get", status: 500, path: "/system_stats", times: 2 });
  await eventually(async () => expect(await toldHealths(ready?.id)).toContain("degraded"));
  await untilHealth("ready");

  const port = Number(new URL(simulator.url).port);
  await simulator.stop();
  const down = await untilHealth("down");
  expect(down?.reason).toMatch(/\w.*\.$/);
  await workshop.simulator({ port });
  const back = await untilHealth("ready");
  // What is in flight while a server goes down is unanswered, not refused.
  const told = (await toldHealths(ready?.id)).join(" ");
  expect(told).toMatch(/^ready busy ready degraded ready (degraded )?down ready$/);
  const times = [ready, busy, down, back].map((server) => server?.since ?? "");
  expect(times).toEqual(times.toSorted());
  expect(new Set(times).size).toBe(4);
});

it("uses a release with known holes and flags it", async () => {
  const simulator = await workshop.simulator({ profile: "0.3.64" });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  await workshop.until(run?.id ?? "", "succeeded");
  expect((await shown())?.warnings).toEqual([expect.stringContaining("0.28")]);
  const row = await workshop.db.server.findFirstOrThrow({ where: { removedAt: null } });
  expect(row.capabilities).toMatchObject({ isBelowFloor: true });
});
