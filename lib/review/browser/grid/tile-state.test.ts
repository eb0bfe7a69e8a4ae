import { expect, it } from "vitest";
import { emptyDesk, reduceDesk } from "#lib/review/browser/desk/desk";
import { keepSame, tileState, type TileState } from "./tile-state.ts";
import { decided, sampleDecision, sampleOutput } from "#lib/review/browser/testing/sample-output";

const mara = sampleDecision({ by: { kind: "person", id: "mara", name: "Mara" } });

it("tells whose verdict stands, but not one's own, and none while another is on its way", () => {
  const row = { ...decided(sampleOutput("o1")), decision: mara };
  const desk = reduceDesk(emptyDesk, { type: "page-read", items: [row], isWhole: true });
  expect(tileState(desk, "o1", "me").decision).toBe(mara);
  expect(tileState(desk, "o1", "mara").decision).toBeNull();
  const writing = reduceDesk(desk, { type: "write-began", id: "o1", write: "rejected" });
  expect(tileState(writing, "o1", "me")).toMatchObject({ decision: null, isHoped: true, state: "rejected" });
});

it("is the same as long as nothing that a tile shows has changed, so that a verdict redraws two tiles", () => {
  const items = [sampleOutput("o1"), sampleOutput("o2")];
  const desk = reduceDesk(emptyDesk, { type: "page-read", items, isWhole: true });
  const keep = keepSame<TileState>();
  const before = keep(tileState(desk, "o2", "me"));
  const elsewhere = reduceDesk(desk, { type: "write-began", id: "o1", write: "approved" });
  expect(keep(tileState(elsewhere, "o2", "me"))).toBe(before);
  const here = reduceDesk(elsewhere, { type: "moved", to: "o2" });
  expect(keep(tileState(here, "o2", "me"))).not.toBe(before);
});
