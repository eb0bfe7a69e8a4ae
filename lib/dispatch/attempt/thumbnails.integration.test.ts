import { randomBytes } from "node:crypto";
import pino from "pino";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "#lib/account/actor";
import { notableBackfill, saveBackfill } from "#lib/output/backfill-store";
import { type FileStore, StorageFullError, variantSizes } from "#lib/output/file-store";
import { pixelShelf } from "#lib/output/pixel-shelf";
import { readBackfill } from "#lib/output/read-backfill";
import { person } from "#lib/output/testing/studio";
import { setAside } from "#lib/output/ingest-file";
import { createThumbnailKeeper } from "./keep-thumbnails.ts";
import { usualTimings } from "#lib/dispatch/timings";
import { eventually, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

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

test("of a line too long to be kept in mind, the rest is found again and made", async () => {
  await workshop.worker([await workshop.simulator()], { timings: { thumbnailRest: never } });
  const pictures = [await finishOne(), await finishOne(), await finishOne()];
  const keeper = createThumbnailKeeper({
    db: workshop.db,
    files: workshop.files,
    log: pino({ level: "silent" }),
    timings: { ...usualTimings, thumbnailRest: 0, thumbnailSweep: 0 },
    held: new Map(),
    signal: new AbortController().signal,
    longestLine: 1,
  });
  keeper.add(
    pictures.map((sha256) => ({
      ...setAside("image", ""),
      sha256,
      bytes: 1,
      mime: "image/png",
      quarantine: null,
    })),
  );
  await keeper.work();
  for (const sha256 of pictures) expect(await look(sha256)).toEqual({ areMade: true, areDue: false });
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

describe("EMP-9 T-36 many thumbnails due at once, as after pictures were brought back", () => {
  const reader = person("Vera", "viewer");
  const seen = async () => (await readBackfill(workshop.db, reader)).thumbnails;

  beforeEach(async () => {
    await workshop.db.file.deleteMany({ where: { mime: "image/x-brought-back" } });
    await workshop.db.backfill.deleteMany();
    await workshop.db.event.deleteMany({ where: { kind: "backfill.changed" } });
  });

  async function bringBack(count: number): Promise<void> {
    const longAgo = new Date(Date.now() - 3_600_000);
    await workshop.db.file.createMany({
      data: Array.from({ length: count }, () => ({
        sha256: randomBytes(32).toString("hex"),
        bytes: 1n,
        mime: "image/x-brought-back",
        thumbnailsDue: true,
        createdAt: longAgo,
      })),
    });
  }

  /** A store that is asked for a picture only as often as was allowed. */
  function turnstile() {
    let allowed = 0;
    let waiting: (() => void)[] = [];
    const { files } = workshop;
    const store: FileStore = {
      ...files,
      async open(sha256, size) {
        if (size === variantSizes[0]) {
          while (allowed <= 0) await new Promise<void>((go) => waiting.push(go));
          allowed -= 1;
        }
        return files.open(sha256, size);
      },
    };
    function allow(more: number): void {
      allowed += more;
      for (const go of waiting.splice(0)) go();
    }
    return { store, allow };
  }

  test("are told of within a second, counted up, and no longer spoken of when they are made", async () => {
    await bringBack(120);
    expect(await seen()).toBeNull();
    const { store, allow } = turnstile();
    await workshop.worker([await workshop.simulator()], {
      timings: { thumbnailRest: 0, thumbnailSweep: 50, backfill: 100 },
      files: store,
    });
    const startedAtMs = performance.now();
    await vi.waitFor(async () => expect(await seen()).toEqual({ done: 0, total: 120 }), { interval: 20 });
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
    try {
      for (const done of [30, 60, 90]) {
        allow(30);
        await eventually(async () => expect(await seen()).toEqual({ done, total: 120 }));
      }
      await bringBack(10);
      await eventually(async () =>
        expect(await seen(), "what comes due meanwhile takes nothing from what is done").toEqual({
          done: 90,
          total: 130,
        }),
      );
    } finally {
      // The worker could not be stopped while it waits here.
      allow(1000);
    }
    await eventually(async () => expect(await seen()).toBeNull());
    const events = await workshop.db.event.findMany({
      where: { kind: "backfill.changed" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ data }) => data)).toEqual([
      { due: 120, total: 120 },
      { due: 0, total: 130 },
    ]);
  });

  test("are worked off however many there are; of a few nothing is said", async () => {
    await bringBack(450);
    await workshop.worker([await workshop.simulator()], {
      timings: { thumbnailRest: 0, thumbnailSweep: 60_000, backfill: 50 },
    });
    await eventually(async () => {
      expect(await workshop.db.file.count({ where: { thumbnailsDue: true } })).toBe(0);
      expect(await seen()).toBeNull();
    });
    await workshop.db.event.deleteMany({ where: { kind: "backfill.changed" } });
    await bringBack(notableBackfill - 1);
    expect(await saveBackfill(workshop.db)).toBe(false);
    expect(await seen()).toBeNull();
    expect(await workshop.db.event.count({ where: { kind: "backfill.changed" } })).toBe(0);
  });

  test("are nobody's business who belongs to no project", async () => {
    const stranger: Actor = { kind: "person", id: "x", name: "Xavier", roles: new Map() };
    await expect(readBackfill(workshop.db, stranger)).rejects.toMatchObject({ code: "forbidden" });
  });
});
