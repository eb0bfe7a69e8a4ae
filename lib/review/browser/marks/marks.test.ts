import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api-problem";
import type { Frame } from "#lib/event/browser/frame";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { hearMarks } from "./hear-marks.ts";
import { markMany, type MarkApi } from "#lib/review/browser/bulk/mark-many";
import { describeMarking, labelsOnAll, nameRating, withLabel } from "./marks.ts";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

const red = { name: "red", isOwn: false };
const mine = { name: "maybe", isOwn: true };

describe("marks in words", () => {
  it("TILE-3 are named only where there are any", () => {
    expect(nameRating({ rating: null, labels: [] })).toBe("");
    expect(nameRating({ rating: 1, labels: [] })).toBe("1 star");
    expect(nameRating({ rating: 4, labels: [red, mine] })).toBe("4 stars, labelled red and maybe");
  });

  it("say what was done to how many", () => {
    expect(describeMarking({ type: "stars", stars: 4 }, 12)).toBe("4 stars on 12 pictures");
    expect(describeMarking({ type: "stars", stars: 0 }, 1)).toBe("No stars on 1 picture");
    expect(describeMarking({ type: "label", ...red, isOn: false }, 2)).toBe("red off 2 pictures");
  });
});

describe("labels", () => {
  it("stand once each, the project's before one's own", () => {
    const both = withLabel(withLabel([mine], { ...red, isOn: true }), { ...red, isOn: true });
    expect(both).toEqual([red, mine]);
    expect(withLabel(both, { ...mine, isOn: false })).toEqual([red]);
  });

  it("of many are those that all carry", () => {
    const row = (labels: (typeof red)[]) => ({ rating: null, labels });
    expect(labelsOnAll([row([red, mine]), row([red])])).toEqual([red]);
    expect(labelsOnAll([])).toEqual([]);
  });
});

function deskOf(...ids: string[]) {
  const desk = createDeskStore();
  desk.dispatch({ type: "page-read", items: ids.map((id) => sampleOutput(id)), isWhole: true });
  return desk;
}

const wait = () => Promise.resolve();

describe("BULK-3 marking many", () => {
  it("RULE-2 shows what the server answers for each, and leaves verdicts and selection alone", async () => {
    const desk = deskOf("a", "b");
    desk.dispatch({ type: "selection-made", ids: ["a", "b"] });
    const api: MarkApi = async (outputs) => ({
      items: outputs.map((id) =>
        id === "a"
          ? { id, status: 200, marks: { rating: 4, labels: [red] }, error: null }
          : { id, status: 404, marks: null, error: { code: "not_found", message: "Gone." } },
      ),
    });
    const answer = await markMany({ desk, api, wait }, ["a", "b"], { type: "stars", stars: 4 });
    expect(answer).toEqual({ done: 1, refused: ["Gone."] });
    const { rows, selection } = desk.read();
    expect(rows.get("a")).toMatchObject({ rating: 4, labels: [red], state: "pending", revision: 0 });
    expect(rows.get("b")).toMatchObject({ rating: null });
    expect([...selection]).toEqual(["a", "b"]);
  });

  it("asks for five hundred at a time, and one part that fails stops no other", async () => {
    const ids = Array.from({ length: 1200 }, (_, n) => `o${n}`);
    const sizes: number[] = [];
    const api: MarkApi = async (outputs) => {
      sizes.push(outputs.length);
      if (sizes.length === 2) throw new ApiProblem({ code: "internal", message: "Lost.", retryable: false });
      return {
        items: outputs.map((id) => ({ id, status: 200, marks: { rating: 1, labels: [] }, error: null })),
      };
    };
    const answer = await markMany({ desk: deskOf("o1"), api, wait }, ids, { type: "stars", stars: 1 });
    expect(sizes).toEqual([500, 500, 200]);
    expect([answer.done, answer.refused.length]).toEqual([700, 500]);
  });
});

function heard(kind: "output.rated" | "output.labelled", data: Record<string, unknown>): Frame {
  return { type: "event", event: { id: "1-1", kind, project: "p", subject: "a", data, at: "" } };
}

it("TILE-3 a tile shows what others rate and label while one looks", () => {
  const desk = deskOf("a");
  const told = vi.fn();
  desk.subscribe(told);
  const hear = hearMarks(desk);
  hear(heard("output.rated", { rating: 3, runId: "r" }));
  hear(heard("output.labelled", { runId: "r", label: { name: "red", isOn: true } }));
  expect(desk.read().rows.get("a")).toMatchObject({ rating: 3, labels: [red] });
  told.mockClear();
  // Somebody's own label: nobody else is told which.
  hear(heard("output.labelled", { runId: "r" }));
  expect(told).not.toHaveBeenCalled();
});
