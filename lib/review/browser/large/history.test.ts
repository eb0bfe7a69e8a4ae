import { expect, test } from "vitest";
import { historyOf } from "./history.ts";

const by = (name: string) => ({ kind: "person", id: name, name });

test("a closing and a reopening stand where they happened, between the decisions, with what was said", () => {
  const decision = (revision: number, verdict: "approved" | "withdrawn", at: string) => ({
    id: `d${revision}`,
    verdict,
    revision,
    withdraws: null,
    session: null,
    reason: null,
    note: verdict === "approved" ? "clean" : null,
    by: by("Rita"),
    at,
  });
  const history = historyOf(
    {
      decisions: [
        decision(1, "approved", "2026-11-28T08:00:00.000Z"),
        decision(2, "withdrawn", "2026-11-28T11:00:00.000Z"),
      ],
      closings: [
        { what: "review-closed", reason: null, by: by("Olga"), at: "2026-11-28T09:00:00.000Z" },
        { what: "output-reopened", reason: "six fingers", by: by("Olga"), at: "2026-11-28T10:00:00.000Z" },
        { what: "review-reopened", reason: "a new round", by: by("Olga"), at: "2026-11-28T12:00:00.000Z" },
      ],
    },
    new Date("2026-11-28T13:00:00.000Z"),
  );
  expect(history.map(({ mark, said }) => [mark, said])).toEqual([
    ["approved", "clean"],
    ["closed", null],
    ["reopened", "six fingers"],
    ["pending", null],
    ["reopened", "a new round"],
  ]);
  expect(history[1]?.words).toMatch(/^Olga closed the review /);
  expect(history[2]?.words).toMatch(/^Olga reopened this picture /);
  expect(history[4]?.words).toMatch(/^Olga reopened the review /);
});
