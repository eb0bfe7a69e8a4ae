import { beforeEach, describe, expect, it } from "vitest";
import { createCommentDrafts } from "./comment-drafts.ts";
import { addMark, nudgeMark, placeMark, type Sheet, takeBackMark } from "./draw-on.ts";
import { beginDrawing, changeDrawing, endDrawing, leaveDrawing, readDrawing } from "./drawing.ts";
import { boundsOf } from "./shape-geometry.ts";

let sheet: Sheet;
beforeEach(() => {
  sheet = { drafts: createCommentDrafts(undefined, "olga"), outputId: "o1", aspect: 1 };
  endDrawing();
  changeDrawing({ tool: "box", colour: "red", isHidden: false });
  beginDrawing("o1");
});

const shapes = () => sheet.drafts.read("o1").shapes;

describe("drawing", () => {
  it("DRAW-4 takes back the last mark only, and the words stay", () => {
    sheet.drafts.change("o1", { text: "hands" });
    placeMark(sheet, [0.3, 0.3]);
    placeMark(sheet, [0.6, 0.6]);
    const [first] = shapes();
    expect(takeBackMark(sheet)).toBe(true);
    expect(shapes()).toEqual([first]);
    takeBackMark(sheet);
    expect(takeBackMark(sheet)).toBe(false);
    expect(sheet.drafts.read("o1").text).toBe("hands");
  });

  it("DRAW-5 moves and sizes the mark that was placed last", () => {
    placeMark(sheet, [0.3, 0.3]);
    placeMark(sheet, [0.6, 0.6]);
    const [first, second] = shapes();
    nudgeMark(sheet, { type: "move", dx: 0.1, dy: 0 });
    nudgeMark(sheet, { type: "stretch", dx: 0, dy: 0.1 });
    expect(shapes()[0]).toEqual(first);
    const [was, now] = [second, shapes()[1]].map((shape) => shape && boundsOf(shape));
    expect(now?.left).toBeCloseTo((was?.left ?? 0) + 0.1);
    expect((now?.bottom ?? 0) - (now?.top ?? 0)).toBeCloseTo((was?.bottom ?? 0) - (was?.top ?? 0) + 0.1);
  });

  it("holds as many marks as a comment may carry", () => {
    for (let count = 0; count < 30; count += 1) expect(placeMark(sheet, [0.5, 0.5])).toBe(true);
    expect(placeMark(sheet, [0.5, 0.5])).toBe(false);
  });

  it("a line is thinned before it is kept", () => {
    const points = Array.from({ length: 100 }, (_, step): [number, number] => [step / 100, 0.5]);
    addMark(sheet, { kind: "freehand", colour: "red", points });
    expect(shapes()).toMatchObject([{ points: [points[0], points.at(-1)] }]);
  });
});

describe("DRAW-4 leaving", () => {
  it("asks when marks would stay behind, and goes on drawing until that is answered", () => {
    placeMark(sheet, [0.5, 0.5]);
    leaveDrawing(shapes().length);
    expect(readDrawing()).toMatchObject({ on: "o1", asking: "o1" });
  });

  it("asks about a picture that is gone already", () => {
    placeMark(sheet, [0.5, 0.5]);
    leaveDrawing(shapes().length, true);
    expect(readDrawing()).toMatchObject({ on: null, asking: "o1" });
  });

  it("does not ask when nothing was drawn, nor about a draft that was only looked at", () => {
    leaveDrawing(0);
    expect(readDrawing()).toMatchObject({ on: null, asking: null });
    placeMark(sheet, [0.5, 0.5]);
    endDrawing();
    beginDrawing("o1");
    leaveDrawing(shapes().length);
    expect(readDrawing()).toMatchObject({ on: null, asking: null });
  });
});

it("DRAW-3 whoever draws sees drawings", () => {
  endDrawing();
  changeDrawing({ isHidden: true });
  beginDrawing("o1");
  expect(readDrawing().isHidden).toBe(false);
});
