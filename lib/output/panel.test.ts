import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hidesVerdicts, stateOf, type Verdict, verdictsInForce } from "./panel.ts";

const verdict = fc.constantFrom<Verdict>("approved", "rejected", "reseeded");

describe("SES-17 the state of an output", () => {
  test("is undecided until enough verdicts are in, whatever they are", () => {
    expect(stateOf([], 1)).toBe("pending");
    expect(stateOf(["rejected"], 2)).toBe("pending");
    expect(stateOf(["rejected", "reseeded"], 3)).toBe("pending");
  });

  test("is then the worst of them: rejected before re-seeded before approved", () => {
    expect(stateOf(["approved", "approved"], 2)).toBe("approved");
    expect(stateOf(["approved", "reseeded"], 2)).toBe("reseeded");
    expect(stateOf(["approved", "rejected"], 2)).toBe("rejected");
    expect(stateOf(["reseeded", "rejected", "approved"], 3)).toBe("rejected");
    expect(stateOf(["approved", "approved", "rejected"], 2), "one more than are needed counts too").toBe(
      "rejected",
    );
  });

  test("does not depend on the order in which they came", () => {
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (given, reviewers) => {
        expect(stateOf(given.toReversed(), reviewers)).toBe(stateOf(given, reviewers));
      }),
    );
  });

  test("of one reviewer is that reviewer's verdict", () => {
    fc.assert(
      fc.property(verdict, (given) => {
        expect(stateOf([given], 1)).toBe(given);
      }),
    );
  });
});

test("SES-17 a withdrawn verdict no longer counts, whoever gave others before or after", () => {
  const given = (id: string, verdict: Verdict) => ({ id, verdict, withdraws: null });
  const history = [
    given("a", "rejected"),
    given("b", "approved"),
    { id: "c", verdict: "withdrawn" as const, withdraws: "a" },
    given("d", "reseeded"),
  ];
  expect(verdictsInForce(history)).toEqual(["approved", "reseeded"]);
  expect(stateOf(verdictsInForce(history), 2)).toBe("reseeded");
});

describe("SES-17 a blind review", () => {
  const me = { kind: "person", id: "me" };
  const other = { by: { kind: "person", id: "rob" } };
  const panel = { isBlind: true, state: "pending" as const, verdicts: [other] };

  test("hides what others gave until one has given one's own, or it is decided", () => {
    expect(hidesVerdicts(panel, me)).toBe(true);
    expect(hidesVerdicts({ ...panel, verdicts: [other, { by: me }] }, me)).toBe(false);
    expect(hidesVerdicts({ ...panel, state: "rejected" }, me)).toBe(false);
  });

  test("knows a person from a program of the same id", () => {
    expect(hidesVerdicts({ ...panel, verdicts: [{ by: { kind: "key", id: "me" } }] }, me)).toBe(true);
  });

  test("is none where it is not asked for", () => {
    expect(hidesVerdicts({ ...panel, isBlind: false }, me)).toBe(false);
  });
});
