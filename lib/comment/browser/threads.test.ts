import { describe, expect, it } from "vitest";
import type { CommentView } from "#lib/comment/comment-schema";
import { countShapes, markNumber, nameMark, nameMarks } from "./mark-words.ts";
import { isNews, threadsOf } from "./threads.ts";

function comment(number: number, changes: Partial<CommentView> = {}): CommentView {
  return {
    id: `c${number}`,
    outputId: "o1",
    number,
    parentId: null,
    audience: "internal",
    body: "six fingers",
    mentions: [],
    shapes: [],
    sha256: null,
    decision: null,
    by: { kind: "person", id: "mara", name: "Mara" },
    at: "2026-11-22T10:00:00.000Z",
    resolved: null,
    edited: null,
    deleted: null,
    ...changes,
  };
}

const pin = { kind: "pin" as const, colour: "red" as const, at: [0, 0] as [number, number] };
const box = { kind: "box" as const, colour: "red" as const, from: pin.at, to: [1, 1] as [number, number] };

describe("threads", () => {
  it("begin in their order, each with its answers", () => {
    const items = [comment(1), comment(2), comment(3, { parentId: "c1" }), comment(4, { parentId: "c1" })];
    const threads = threadsOf(items).map(({ root, answers }) => [root.id, ...answers.map(({ id }) => id)]);
    expect(threads).toEqual([["c1", "c3", "c4"], ["c2"]]);
  });

  it("are news by what others said since one read", () => {
    const items = [comment(1), comment(2), comment(3, { by: { kind: "person", id: "me", name: "Me" } })];
    const mara = comment(1);
    const gone = comment(4, { deleted: { by: mara.by, at: mara.at } });
    expect([...items, gone].filter((item) => isNews(item, 1, "me")).map(({ number }) => number)).toEqual([2]);
  });
});

describe("DRAW-5 the names of marks", () => {
  it("say what it is, its number, whose it is and what was said", () => {
    expect(nameMark(comment(3, { shapes: [box] }), 0)).toBe("Box 3 by Mara: six fingers");
    expect(nameMark(comment(3, { shapes: [box, pin], body: "" }), 1)).toBe("Pin 3.2 by Mara");
    expect(markNumber(comment(4, { shapes: [pin] }), 0)).toBe("4");
  });

  it("are counted in words, and nothing is said of nothing", () => {
    expect(countShapes([box, pin, box])).toBe("2 boxes, 1 pin");
    expect(nameMarks({ comments: 1, unread: 0, drawings: 2 })).toBe("1 comment, 2 drawings");
    expect(nameMarks({ comments: 0, unread: 0, drawings: 0 })).toBe("");
  });
});
