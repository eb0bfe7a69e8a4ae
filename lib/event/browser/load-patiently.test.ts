import { expect, it } from "vitest";
import { loadPatiently } from "./load-patiently.ts";

/** A part that fails so often before it comes, and a server that is away for so many questions. */
function setUp({ failures, away }: { failures: number; away: number }) {
  const counts = { loads: 0, asks: 0, waits: 0 };
  const loading = loadPatiently(
    async () => {
      if (++counts.loads <= failures) throw new Error("no such chunk");
      return "part";
    },
    {
      isServerThere: async () => ++counts.asks > away,
      wait: async () => void (counts.waits += 1),
    },
  );
  return { loading, counts };
}

it("a part is waited for as long as there is no way to the server", async () => {
  const { loading, counts } = setUp({ failures: 20, away: 20 });
  expect(await loading).toBe("part");
  expect(counts.waits).toBe(20);
});

it("a part that came late after the server was back is taken", async () => {
  const { loading } = setUp({ failures: 4, away: 2 });
  expect(await loading).toBe("part");
});

it("a part that the server no longer has is not waited for", async () => {
  const { loading, counts } = setUp({ failures: Number.POSITIVE_INFINITY, away: 1 });
  await expect(loading).rejects.toThrow("no such chunk");
  expect(counts).toEqual({ loads: 4, asks: 4, waits: 1 });
});
