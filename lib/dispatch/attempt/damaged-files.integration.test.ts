import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Simulator } from "#lib/comfyui/simulator/start-simulator";
import { paint } from "#lib/output/testing/studio";
import { standBetween, type Answered, type PassOn } from "#lib/dispatch/testing/stand-between";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const workshop = useWorkshop(writeProbeWorkflows);

/** The picture under its own headers and in its own length, with one byte of this chunk another one. */
async function damaged(passOn: PassOn, chunk: string, offset: number): Promise<Answered> {
  const reply = await passOn();
  const body = Buffer.from(await reply.arrayBuffer());
  return {
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: spoil(body, chunk, offset),
  };
}

function spoil(png: Buffer, chunk: string, offset: number): Buffer {
  const at = png.indexOf(chunk) + offset;
  png[at] = (png[at] ?? 0) ^ 4;
  return png;
}

function writtenBy(simulator: Simulator): string | undefined {
  return simulator.ledger.read().prompts.flatMap(({ files }) => files)[0]?.sha256;
}

it.each([
  ["its text", "tEXt", 12],
  ["its text's checksum", "IDAT", -5],
  ["its last checksum", "IEND", 5],
])(
  "a picture of which a byte of %s was another one on the way is stored as the server has it",
  async (_what, chunk, offset) => {
    const simulator = await workshop.simulator();
    const between = await standBetween(simulator.url, ({ path, before }, passOn) =>
      path === "/view" && before < 1 ? damaged(passOn, chunk, offset) : null,
    );
    await workshop.worker([between]);
    const [run] = await workshop.submit("slow_probe");
    const done = await workshop.until(run?.id ?? "", "succeeded");
    expect(done.outputs).toMatchObject([{ sha256: writtenBy(simulator), quarantine: null }]);
  },
);

it("a picture that a server has written with a wrong checksum is kept as it is", async () => {
  const bytes = spoil(Buffer.from(await paint("teal", 40, 30)), "IEND", 5);
  const file = join(await mkdtemp(join(tmpdir(), "proofsheet-damaged-")), "odd.png");
  await writeFile(file, bytes);
  const simulator = await workshop.simulator({ scenarios: [{ kind: "view-file", times: "always", file }] });
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("slow_probe");
  const done = await workshop.until(run?.id ?? "", "succeeded");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(done.outputs).toMatchObject([{ sha256, width: 40, quarantine: null }]);
});

it("a picture that comes damaged in another way each time is asked for until it comes whole", async () => {
  const simulator = await workshop.simulator();
  const between = await standBetween(simulator.url, ({ path, before }, passOn) =>
    path === "/view" && before < 8 ? damaged(passOn, "IDAT", 6 + before) : null,
  );
  await workshop.worker([between]);
  const [run] = await workshop.submit("slow_probe");
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.outputs).toMatchObject([{ sha256: writtenBy(simulator), quarantine: null }]);
  expect(done.attempts).toMatchObject([{ status: "done", error: null }]);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);
});

it("a run is drawn again whose picture comes damaged in another way each time for as long as a server may be away", async () => {
  let isInTheWay = true;
  const simulator = await workshop.simulator();
  const between = await standBetween(simulator.url, ({ path, before }, passOn) =>
    path === "/view" && isInTheWay ? damaged(passOn, "IDAT", 6 + (before % 20)) : null,
  );
  await workshop.worker([between], { timings: { gone: 200 } });
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => {
    const { attempts } = await workshop.read(run?.id ?? "");
    const error = { code: "server_gone", message: expect.stringMatching(/damaged/) };
    expect(attempts[0]).toMatchObject({ status: "lost", error });
  });
  isInTheWay = false;
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.outputs).toMatchObject([{ quarantine: null }]);
});
