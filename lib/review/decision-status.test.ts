import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outputStates } from "#lib/run/output-summary-schema";
import { mayWithdraw, type Move, moves, refusalOf, rowsOf } from "./decision-status.ts";
import { stateAfter } from "./testing/state-after.ts";

/** What every move appends from every state: the rule book, written out once more. */
const rules = {
  pending: { approved: ["approved"], rejected: ["rejected"], reseeded: ["reseeded"], withdrawn: [] },
  approved: {
    approved: ["withdrawn", "approved"],
    rejected: ["withdrawn", "rejected"],
    reseeded: ["withdrawn", "reseeded"],
    withdrawn: ["withdrawn"],
  },
  rejected: {
    approved: ["withdrawn", "approved"],
    rejected: ["withdrawn", "rejected"],
    reseeded: ["withdrawn", "reseeded"],
    withdrawn: ["withdrawn"],
  },
  reseeded: {
    approved: ["withdrawn", "approved"],
    rejected: ["withdrawn", "rejected"],
    reseeded: [],
    withdrawn: ["withdrawn"],
  },
} satisfies Record<(typeof outputStates)[number], Record<Move, Move[]>>;

const everyPair = outputStates.flatMap((state) => moves.map((move) => ({ state, move })));

test.each(everyPair)("RULE-5 from $state, $move", ({ state, move }) => {
  expect(rowsOf(state, move)).toEqual(rules[state][move]);
  const isRefused = rules[state][move].length === 0;
  expect(refusalOf({ state, sha256: "ab", locked: null }, move) !== null).toBe(isRefused);
});

test("RULE-4 RULE-5 whatever happens, the state is the last row's, and a verdict never follows another without a withdrawal", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 30 }), (asked) => {
      const history: { verdict: Move }[] = [];
      for (const move of asked) {
        const state = stateAfter(history);
        history.push(...rowsOf(state, move).map((verdict) => ({ verdict })));
        if (rowsOf(state, move).length > 0) {
          expect(stateAfter(history)).toBe(move === "withdrawn" ? "pending" : move);
        }
      }
      history.forEach(({ verdict }, index) => {
        const isVerdict = index % 2 === 0;
        expect(verdict !== "withdrawn").toBe(isVerdict);
      });
    }),
  );
});

describe("what nobody may do", () => {
  test("decide on an output of a run that has not succeeded", () => {
    expect(
      refusalOf({ state: "pending", sha256: "ab", runStatus: "failed", locked: null }, "approved"),
    ).toMatch(/succeeded/);
  });

  test("approve a file that was set aside; reject and re-seed remain", () => {
    const aside = { state: "pending", sha256: null, locked: null } as const;
    expect(refusalOf(aside, "approved")).toMatch(/set aside/);
    expect(refusalOf(aside, "rejected")).toBeNull();
    expect(refusalOf(aside, "reseeded")).toBeNull();
  });

  test.each(everyPair)("T-49 change a verdict of a closed review: from $state, $move", ({ state, move }) => {
    const locked = { at: "2026-11-28T03:12:40.000Z", by: { kind: "person", id: "olga", name: "Olga" } };
    expect(refusalOf({ state, sha256: "ab", locked }, move)).toBe(
      "Olga closed this review on 2026-11-28 at 03:12 UTC. Its verdicts stay as they are until an owner reopens it, or this picture, and says why.",
    );
  });
});

test("one's own decision may be withdrawn, and anybody's by an owner", () => {
  const rita = { kind: "person", id: "rita" };
  expect(mayWithdraw(rita, rita, false)).toBe(true);
  expect(mayWithdraw(rita, { kind: "person", id: "rob" }, false)).toBe(false);
  // A key may bear a person's id by chance.
  expect(mayWithdraw(rita, { kind: "key", id: "rita" }, false)).toBe(false);
  expect(mayWithdraw(rita, { kind: "person", id: "olga" }, true)).toBe(true);
});
