import { expect, it } from "vitest";
import { createDeskLoader } from "./desk-loader.ts";
import { createDeskStore } from "./desk-store.ts";
import type { OutputSource } from "./output-source.ts";
import { passBy } from "./pass-by.ts";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

function setUp(ids: string[]) {
  const desk = createDeskStore();
  const source: OutputSource = {
    read: () => Promise.reject(new Error("not here")),
    locate: async () => null,
    findUndecided: async () => null,
  };
  const loader = createDeskLoader({ desk, source });
  const items = ids.map((id) => sampleOutput(id));
  desk.dispatch({ type: "slice-read", from: 0, items, total: items.length });
  const told: string[] = [];
  const session = { skip: async (id: string) => void told.push(id) };
  const decide = (id: string) => desk.dispatch({ type: "row-read", row: decided(sampleOutput(id)) });
  return { parts: { desk, loader, source, session }, desk, told, decide };
}

it("SES-7 skipping goes on to the next, and at the end to the skipped ones again, once", async () => {
  const { parts, desk, told, decide } = setUp(["o1", "o2", "o3"]);
  expect(await passBy(parts, "o1")).toBe(true);
  expect(desk.read().cursor).toBe("o2");
  expect(await passBy(parts, "o2")).toBe(true);
  decide("o3");
  desk.dispatch({ type: "moved", to: "o1" });
  expect(await passBy(parts, "o1")).toBe(true);
  expect(desk.read().cursor).toBe("o2");
  expect(await passBy(parts, "o2"), "the round of the skipped ones is over").toBe(false);
  expect(told).toEqual(["o1", "o2"]);
});

it("SES-7 of a single one left, skipped twice, that is the end", async () => {
  const { parts, decide } = setUp(["o1", "o2"]);
  decide("o2");
  expect(await passBy(parts, "o1")).toBe(false);
});

it("a skip that the server refused is none", async () => {
  const { parts, desk } = setUp(["o1", "o2"]);
  const refused = { skip: () => Promise.reject(new Error("closed")) };
  await passBy({ ...parts, session: refused }, "o1");
  await Promise.resolve();
  expect(desk.read().skipped.has("o1")).toBe(false);
});
