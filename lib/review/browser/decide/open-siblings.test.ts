import { expect, it } from "vitest";
import type { StackEntry } from "#lib/output/output-schema";
import { openSiblings } from "./open-siblings.ts";

const member = (outputId: string | null, state: StackEntry["state"]): StackEntry => ({
  outputId,
  runId: `run of ${outputId}`,
  parentOutputId: null,
  seed: "1",
  generation: 1,
  grain: "everything",
  reason: null,
  status: outputId === null ? "queued" : "succeeded",
  sha256: null,
  state,
  revision: outputId === null ? null : 3,
});

it("SEED-12 are the undecided pictures of the stack, without the one approved and without runs that made none", () => {
  const stack = [
    member("root", "reseeded"),
    member("good", "approved"),
    member("open", "pending"),
    member("no", "rejected"),
    member(null, null),
  ];
  expect(openSiblings(stack, "good")).toEqual([{ output: "open", expected: 3 }]);
  expect(openSiblings(stack, "open")).toEqual([]);
});
