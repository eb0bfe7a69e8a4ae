import { expect, test } from "vitest";
import { StorageFullError, variantSizes } from "#lib/output/file-store";
import { pixelShelf } from "#lib/output/pixel-shelf";
import { eventually, useWorkshop } from "./testing/workshop.ts";
import { writeProbeWorkflows } from "./testing/probe-workflow.ts";

const workshop = useWorkshop(writeProbeWorkflows);
const never = 60_000;

/** Whether all thumbnails of the run's picture are there, and whether its row still says that some are due. */
async function look(sha256: string): Promise<{ areMade: boolean; areDue: boolean | undefined }> {
  const found = await Promise.all(variantSizes.map((size) => workshop.files.open(sha256, size)));
  const row = await workshop.db.file.findUnique({ where: { sha256 } });
  return { areMade: found.every((file) => file !== null), areDue: row?.thumbnailsDue };
}

async function finishOne(): Promise<string> {
  const [run] = await workshop.submit("slow_probe");
  const done = await workshop.until(run?.id ?? "", "succeeded");
  return done.outputs[0]?.sha256 ?? "";
}

test("a run has succeeded before its thumbnails are made; while storage is full they wait, and nothing else does", async () => {
  let isFull = true;
  const { files } = workshop;
  await workshop.worker([await workshop.simulator()], {
    timings: { thumbnailRest: 0 },
    files: {
      ...files,
      async putVariant(sha256, size, bytes) {
        if (isFull) throw new StorageFullError(new Error("ENOSPC"));
        await files.putVariant(sha256, size, bytes);
      },
    },
  });
  const pictures = [await finishOne(), await finishOne()];
  for (const sha256 of pictures) expect(await look(sha256)).toEqual({ areMade: false, areDue: true });
  isFull = false;
  await eventually(async () => {
    for (const sha256 of pictures) expect(await look(sha256)).toEqual({ areMade: true, areDue: false });
  });
});

test("what a worker that died has left, another one makes", async () => {
  const simulator = await workshop.simulator();
  const first = await workshop.worker([simulator], { timings: { thumbnailRest: never } });
  const sha256 = await finishOne();
  first.abandon();
  expect(await look(sha256)).toEqual({ areMade: false, areDue: true });
  await workshop.worker([simulator], { timings: { thumbnailRest: 0, thumbnailSweep: 50 } });
  await eventually(async () => expect(await look(sha256)).toEqual({ areMade: true, areDue: false }));
});

test("a picture that cannot be opened any more is told of once, and keeps no other waiting", async () => {
  const { files } = workshop;
  let lost = "";
  await workshop.worker([await workshop.simulator()], {
    timings: { thumbnailRest: 0 },
    files: {
      ...files,
      async put(sha256, bytes) {
        if (lost === "") lost = sha256;
        await files.put(sha256, bytes);
      },
      async open(sha256, size) {
        pixelShelf.drop(lost);
        const file = await files.open(sha256, size);
        if (file === null || size !== "original" || sha256 !== lost) return file;
        return { ...file, stream: () => new Blob(["rot"]).stream() };
      },
    },
  });
  const pictures = [await finishOne(), await finishOne()];
  expect(pictures[0]).toBe(lost);
  await eventually(async () => {
    expect(await look(pictures[0] ?? "")).toEqual({ areMade: false, areDue: false });
    expect(await look(pictures[1] ?? "")).toEqual({ areMade: true, areDue: false });
  });
});
