import { expect, it } from "vitest";
import type { DispatchPoint } from "#lib/dispatch/dispatch";
import { pause } from "#lib/dispatch/loop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { useWorkshop } from "#lib/dispatch/testing/workshop";

const workshop = useWorkshop(writeProbeWorkflows);
const never = new AbortController().signal;

it("while runs wait, the next prompt is on its way before the finished picture is unpacked", async () => {
  const simulator = await workshop.simulator();
  const steps: string[] = [];
  const order: string[] = [];
  await workshop.worker([simulator], {
    timings: { unpackPatience: 60_000 },
    async reach(point, { runId }) {
      if (!order.includes(runId)) order.push(runId);
      // So long that a picture which does not wait would be stored by then.
      if (point === "claimed" && order.length > 1) await pause(300, never);
      steps.push(`${order.indexOf(runId)} ${point}`);
    },
  });
  const runs = await workshop.submit("slow_probe", {}, 3);
  for (const { id } of runs) await workshop.until(id, "succeeded");
  const at = (run: number, point: DispatchPoint) => steps.indexOf(`${run} ${point}`);
  expect(at(1, "before-post")).toBeLessThan(at(0, "file-stored"));
  expect(at(2, "before-post"), "the last one left was known of too").toBeLessThan(at(1, "file-stored"));
});

it("a picture does not wait for a next prompt that cannot go out", async () => {
  const simulator = await workshop.simulator();
  const release = Promise.withResolvers<void>();
  let first: string | null = null;
  await workshop.worker([simulator], {
    async reach(point, { runId }) {
      first ??= runId;
      if (point === "before-post" && runId !== first) await release.promise;
    },
  });
  const runs = await workshop.submit("slow_probe", {}, 3);
  await expect.poll(() => first).not.toBeNull();
  await workshop.until(first ?? "", "succeeded");
  release.resolve();
  for (const { id } of runs) await workshop.until(id, "succeeded");
});
