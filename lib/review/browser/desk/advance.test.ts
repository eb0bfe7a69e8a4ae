import { describe, expect, it } from "vitest";
import { advance } from "./advance.ts";
import { createDeskLoader } from "./desk-loader.ts";
import { createDeskStore } from "./desk-store.ts";
import { createFilterSource } from "./filter-source.ts";
import type { OutputSource } from "./output-source.ts";
import { plainFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

const queue: ReviewFilter = plainFilter;

function setUp(pages: string[][], cursor: string) {
  const desk = createDeskStore();
  const pending = [...pages];
  const fetchPage = async () => {
    const items = (pending.shift() ?? []).map((id) => sampleOutput(id));
    return { items, nextCursor: pending.length > 0 ? "more" : null };
  };
  const source = createFilterSource({}, fetchPage);
  const loader = createDeskLoader({ desk, source });
  const first = (pending.shift() ?? []).map((id) => sampleOutput(id));
  desk.dispatch({ type: "page-read", items: first, isWhole: pending.length === 0 });
  desk.dispatch({ type: "moved", to: cursor });
  const decide = (...ids: string[]) => {
    for (const id of ids) desk.dispatch({ type: "row-read", row: decided(sampleOutput(id)) });
  };
  return { parts: { desk, loader, source, filter: queue }, desk, decide };
}

describe("going on after a verdict", () => {
  it("SES-3 goes to the next undecided in the same turn", () => {
    const { parts, desk, decide } = setUp([["o1", "o2", "o3"]], "o1");
    decide("o1", "o2");
    void advance(parts, "o1");
    expect(desk.read().cursor).toBe("o3");
  });

  it("reads on before it goes round to those that were skipped", async () => {
    const { parts, desk, decide } = setUp([["o1", "o2"], ["o3"]], "o2");
    decide("o2");
    expect(await advance(parts, "o2")).toBe(true);
    expect(desk.read().cursor).toBe("o3");
  });

  it("SES-3 goes round once at the very end", async () => {
    const { parts, desk, decide } = setUp([["o1", "o2"]], "o2");
    decide("o2");
    expect(await advance(parts, "o2")).toBe(true);
    expect(desk.read().cursor).toBe("o1");
  });

  it("says when nothing undecided is left, and stays", async () => {
    const { parts, desk, decide } = setUp([["o1", "o2"]], "o2");
    decide("o1", "o2");
    expect(await advance(parts, "o2")).toBe(false);
    expect(desk.read().cursor).toBe("o2");
  });

  it("simply steps on in a list that is looked up", async () => {
    const { parts, desk, decide } = setUp([["o1", "o2"]], "o1");
    decide("o1", "o2");
    expect(await advance({ ...parts, filter: { ...queue, state: "approved" } }, "o1")).toBe(true);
    expect(desk.read().cursor).toBe("o2");
  });
});

describe("a list of known length of which a part was never read", () => {
  function setUpLong(undecided: number[]) {
    const desk = createDeskStore();
    const row = (at: number) => {
      const output = sampleOutput(`o${at}`);
      return undecided.includes(at) ? output : decided(output);
    };
    const asked: number[] = [];
    const source: OutputSource = {
      read: async (from, limit) => {
        asked.push(from);
        const items = Array.from({ length: limit }, (_, index) => row(from + index));
        return { type: "slice", from, items, total: 10_000, skipped: [] };
      },
      locate: async () => null,
      findUndecided: async (from) => undecided.find((at) => at >= from) ?? undecided[0] ?? null,
    };
    const loader = createDeskLoader({ desk, source });
    return { parts: { desk, loader, source, filter: queue }, desk, loader, asked };
  }

  it("SES-3 asks the server where the next undecided is, and reads there", async () => {
    const { parts, desk, loader, asked } = setUpLong([0, 7777]);
    await loader.reach(0);
    desk.dispatch({ type: "row-read", row: decided(sampleOutput("o0")) });
    expect(await advance(parts, "o0")).toBe(true);
    expect(desk.read()).toMatchObject({ cursor: "o7777", goal: null });
    expect(asked).toContain(7700);
    expect(asked).not.toContain(5000);
  });

  it("lets no verdict fall on what is left behind while it looks", async () => {
    const { parts, desk, loader } = setUpLong([7777]);
    await loader.reach(0);
    const going = advance(parts, "o0");
    expect(desk.read().goal).toBe("seeking");
    await going;
    expect(desk.read().goal).toBeNull();
  });

  it("leaves somebody in peace who went elsewhere meanwhile", async () => {
    const { parts, desk, loader } = setUpLong([7777]);
    await loader.reach(0);
    const going = advance(parts, "o0");
    desk.dispatch({ type: "moved", to: "o3" });
    await going;
    expect(desk.read().cursor).toBe("o3");
  });

  it("says when the server knows of none", async () => {
    const { parts, desk, loader } = setUpLong([]);
    await loader.reach(0);
    expect(await advance(parts, "o0")).toBe(false);
    expect(desk.read()).toMatchObject({ cursor: "o0", goal: null });
  });
});
