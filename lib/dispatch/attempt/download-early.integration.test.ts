import { expect, it } from "vitest";
import { useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

it("fetches a file once, although it is asked for on the socket's word and taken on the history's", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe", { steps: 3 });
  const done = await workshop.until(run?.id ?? "", "succeeded");
  const { views, prompts } = simulator.ledger.read();
  expect(done.outputs).toMatchObject([{ sha256: prompts[0]?.files[0]?.sha256 }]);
  expect(views).toBe(1);
});

it("fetches as usual when the file that was asked for first does not come whole", async () => {
  const simulator = await workshop.simulator({ speed: 1, scenarios: [{ kind: "view-truncated" }] });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe", { steps: 3 });
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.outputs).toMatchObject([
    { sha256: simulator.ledger.read().prompts[0]?.files[0]?.sha256, quarantine: null },
  ]);
});
