import { describe, expect, it } from "vitest";
import { createGesture, type Act, type Contact } from "./gesture.ts";

function setUp(maySwipe = true) {
  const acts: Act[] = [];
  const gesture = createGesture(
    (act) => void acts.push(act),
    () => maySwipe,
  );
  const at = (id: number, x: number, y: number, timeMs = 0, isTouch = true): Contact => ({
    id,
    x,
    y,
    timeMs,
    isTouch,
  });
  return { acts, gesture, at, kinds: () => acts.map(({ type }) => type) };
}

describe("one finger", () => {
  it("presses when it stays where it is, and says which press is the second of two", () => {
    const { acts, gesture, at } = setUp();
    gesture.down(at(1, 10, 10, 0));
    gesture.up(at(1, 12, 11, 80));
    gesture.down(at(1, 12, 11, 180));
    gesture.up(at(1, 12, 11, 240));
    expect(acts).toMatchObject([
      { type: "pressed", isSecond: false },
      { type: "pressed", isSecond: true },
    ]);
  });

  it("MOB-2 swipes sideways, with how far and how long, and says when it is let go", () => {
    const { acts, gesture, at } = setUp();
    gesture.down(at(1, 10, 10, 0));
    gesture.move(at(1, 60, 12, 50));
    gesture.move(at(1, 160, 14, 100));
    gesture.up(at(1, 160, 14, 120));
    expect(acts.at(-2)).toEqual({ type: "swiped", by: 150, heldMs: 100, isOver: false });
    expect(acts.at(-1)).toEqual({ type: "swiped", by: 150, heldMs: 120, isOver: true });
  });

  it("pans where nothing may be swiped, up and down, and with a mouse", () => {
    const closeUp = setUp(false);
    closeUp.gesture.down(closeUp.at(1, 0, 0));
    closeUp.gesture.move(closeUp.at(1, 80, 0));
    expect(closeUp.acts).toEqual([{ type: "panned", by: { x: 80, y: 0 } }]);

    const upwards = setUp();
    upwards.gesture.down(upwards.at(1, 0, 0));
    upwards.gesture.move(upwards.at(1, 10, -90));
    upwards.gesture.move(upwards.at(1, 90, -90));
    expect(upwards.kinds()).toEqual(["panned", "panned"]);

    const mouse = setUp();
    mouse.gesture.down(mouse.at(1, 0, 0, 0, false));
    mouse.gesture.move(mouse.at(1, 80, 0, 50, false));
    expect(mouse.kinds()).toEqual(["panned"]);
  });
});

describe("two fingers", () => {
  it("pinch around their middle", () => {
    const { acts, gesture, at } = setUp();
    gesture.down(at(1, 0, 0));
    gesture.down(at(2, 100, 0));
    gesture.move(at(2, 200, 0));
    expect(acts).toEqual([{ type: "pinched", factor: 2, at: { x: 100, y: 0 }, by: { x: 50, y: 0 } }]);
  });

  it("MOB-3 end a swipe without a verdict, and what is left of them begins none", () => {
    const { gesture, at, kinds } = setUp();
    gesture.down(at(1, 0, 0));
    gesture.move(at(1, 150, 0));
    gesture.down(at(2, 200, 0));
    gesture.move(at(2, 260, 0));
    gesture.up(at(2, 260, 0));
    gesture.move(at(1, 300, 0));
    gesture.up(at(1, 300, 0));
    expect(kinds()).toEqual(["swiped", "swipe-canceled", "pinched", "panned"]);
  });
});
