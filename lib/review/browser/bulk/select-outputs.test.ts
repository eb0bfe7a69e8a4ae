import { expect, it } from "vitest";
import { createDeskLoader } from "#lib/review/browser/desk/desk-loader";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import type { OutputSource } from "#lib/review/browser/desk/output-source";
import { createSelecting } from "./select-outputs.ts";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

const row = (at: number) => sampleOutput(`o${at}`);

/** A list of `total`, its first hundred rows in memory. */
async function setUp(total = 1000) {
  const desk = createDeskStore();
  const source: OutputSource = {
    read: async (from, limit) => {
      const count = Math.max(0, Math.min(limit, total - from));
      const items = Array.from({ length: count }, (_, index) => row(from + index));
      return { type: "slice", from, items, total };
    },
    locate: async () => null,
    findUndecided: async (from) => from,
    // One more than were listed: it arrived while they were read.
    standings: async (from) => ({
      items: Array.from({ length: Math.min(400, total + 1 - from) }, (_, index) => row(from + index)),
      total: total + 1,
    }),
  };
  const loader = createDeskLoader({ desk, source });
  await loader.reach(0);
  const selected = () => [...desk.read().selection];
  const go = (at: number) => desk.dispatch({ type: "moved-to", position: at });
  return { desk, loader, source, selecting: createSelecting({ desk, loader, source }), selected, go };
}

it("BULK-1 reaches from the cursor, grows and shrinks with the reach, and keeps what was selected before", async () => {
  const { selecting, selected, go } = await setUp();
  selecting.toggle(["o50"]);
  go(3);
  await selecting.extendTo(5);
  go(5);
  expect(selected()).toEqual(["o50", "o3", "o4", "o5"]);
  await selecting.extendTo(2);
  go(2);
  expect(selected()).toEqual(["o50", "o2", "o3"]);
});

it("BULK-1 begins a new reach after a plain move", async () => {
  const { selecting, selected, go } = await setUp();
  go(1);
  await selecting.extendTo(2);
  go(2);
  go(10);
  await selecting.extendTo(11);
  expect(selected()).toEqual(["o1", "o2", "o10", "o11"]);
});

it("reaches over rows that were never read, and knows how they stand", async () => {
  const { desk, selecting, selected, go } = await setUp();
  go(90);
  await selecting.extendTo(350);
  expect(selected()).toHaveLength(261);
  expect(desk.read().standings.get("o250")).toMatchObject({ state: "pending", revision: 0 });
});

it("BULK-6 selects all that are in the list, and nothing that arrived while it was read", async () => {
  const { selecting, selected } = await setUp(1000);
  await selecting.selectAll();
  expect(selected()).toHaveLength(1000);
  expect(selected()).not.toContain("o1000");
});

it("BULK-1 reads a list that goes on to its end before it selects all", async () => {
  const desk = createDeskStore();
  const pages = [[0, 1], [2, 3], [4]];
  const source: OutputSource = {
    read: async () => ({ type: "page", items: (pages.shift() ?? []).map(row), isWhole: pages.length === 0 }),
    locate: async () => null,
    findUndecided: async (from) => from,
  };
  const loader = createDeskLoader({ desk, source });
  await createSelecting({ desk, loader, source }).selectAll();
  expect([...desk.read().selection]).toEqual(["o0", "o1", "o2", "o3", "o4"]);
});

it("selects a pile as one, and unselects it as one", async () => {
  const { selecting, selected } = await setUp();
  selecting.toggle(["o1"]);
  selecting.toggle(["o1", "o2", "o3"]);
  expect(selected()).toEqual(["o1", "o2", "o3"]);
  selecting.toggle(["o1", "o2", "o3"]);
  expect(selected()).toEqual([]);
});
