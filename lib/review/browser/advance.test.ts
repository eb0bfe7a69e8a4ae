import { describe, expect, it } from "vitest";
import { advance } from "./advance.ts";
import { createDeskStore } from "./desk-store.ts";
import type { ReviewFilter } from "./review-filter.ts";
import { decided, sampleOutput } from "./testing/sample-output.ts";

const queue: ReviewFilter = { state: "pending", workflow: null, run: null, q: null };

function setUp(pages: string[][], cursor: string) {
  const desk = createDeskStore();
  let read = 0;
  const loader = {
    async more() {
      const items = (pages[read] ?? []).map((id) => sampleOutput(id));
      read += 1;
      desk.dispatch({ type: "page-read", items, nextCursor: read < pages.length ? String(read) : null });
    },
  };
  void loader.more();
  desk.dispatch({ type: "moved", to: cursor });
  const decide = (...ids: string[]) => {
    for (const id of ids) desk.dispatch({ type: "row-read", row: decided(sampleOutput(id)) });
  };
  return { desk, loader, decide };
}

describe("going on after a verdict", () => {
  it("SES-3 goes to the next undecided in the same turn", () => {
    const { desk, loader, decide } = setUp([["o1", "o2", "o3"]], "o1");
    decide("o1", "o2");
    void advance({ desk, loader, filter: queue }, "o1");
    expect(desk.read().cursor).toBe("o3");
  });

  it("reads on before it goes round to those that were skipped", async () => {
    const { desk, loader, decide } = setUp([["o1", "o2"], ["o3"]], "o2");
    decide("o2");
    expect(await advance({ desk, loader, filter: queue }, "o2")).toBe(true);
    expect(desk.read().cursor).toBe("o3");
  });

  it("SES-3 goes round once at the very end", async () => {
    const { desk, loader, decide } = setUp([["o1", "o2"]], "o2");
    decide("o2");
    expect(await advance({ desk, loader, filter: queue }, "o2")).toBe(true);
    expect(desk.read().cursor).toBe("o1");
  });

  it("says when nothing undecided is left, and stays", async () => {
    const { desk, loader, decide } = setUp([["o1", "o2"]], "o2");
    decide("o1", "o2");
    expect(await advance({ desk, loader, filter: queue }, "o2")).toBe(false);
    expect(desk.read().cursor).toBe("o2");
  });

  it("simply steps on in a list that is looked up", async () => {
    const { desk, loader, decide } = setUp([["o1", "o2"]], "o1");
    decide("o1", "o2");
    expect(await advance({ desk, loader, filter: { ...queue, state: "approved" } }, "o1")).toBe(true);
    expect(desk.read().cursor).toBe("o2");
  });
});
