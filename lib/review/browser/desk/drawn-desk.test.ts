import { expect, test, vi } from "vitest";
import type { Desk } from "./desk.ts";
import { createDeskStore } from "./desk-store.ts";
import { createDrawnDesk } from "./drawn-desk.ts";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

function setUp() {
  const desk = createDeskStore();
  const items = ["a", "b", "c"].map((id) => sampleOutput(id));
  desk.dispatch({ type: "page-read", items, isWhole: true });
  const put: (() => void)[] = [];
  const drawn = createDrawnDesk(desk, (task) => put.push(task));
  const listener = vi.fn();
  drawn.subscribe(listener);
  return { desk, drawn, listener, put, paint: () => put.splice(0).forEach((task) => task()) };
}

test("a step that nobody can show by itself is drawn at once", () => {
  const { desk, drawn, listener, put } = setUp();
  desk.dispatch({ type: "moved", to: "b" });
  expect(drawn.read().cursor).toBe("b");
  expect(listener).toHaveBeenCalledOnce();
  expect(put).toHaveLength(0);
});

test("a step that is on screen already is drawn after it is painted, and several of them once", () => {
  const { desk, drawn, listener, put, paint } = setUp();
  const show = vi.fn<(desk: Desk) => boolean>(() => true);
  drawn.showStepsBy(show);
  desk.dispatch({ type: "moved", to: "b" });
  desk.dispatch({ type: "moved", to: "c" });
  expect(show.mock.calls.map(([state]) => state.cursor)).toEqual(["b", "c"]);
  expect(drawn.read().cursor).toBe("a");
  expect(put).toHaveLength(1);
  paint();
  expect(drawn.read().cursor).toBe("c");
  expect(listener).toHaveBeenCalledOnce();
});

test("what is no step is drawn at once, and what was put off with it", () => {
  const { desk, drawn, listener, paint } = setUp();
  drawn.showStepsBy(() => true);
  desk.dispatch({ type: "moved", to: "b" });
  desk.dispatch({ type: "write-began", id: "a", write: "approved" });
  expect(drawn.read()).toBe(desk.read());
  expect(listener).toHaveBeenCalledOnce();
  paint();
  expect(listener).toHaveBeenCalledOnce();
});

test("a step that cannot be shown after one that was is drawn at once", () => {
  const { desk, drawn } = setUp();
  drawn.showStepsBy(({ cursor }) => cursor === "b");
  desk.dispatch({ type: "moved", to: "b" });
  expect(drawn.read().cursor).toBe("a");
  desk.dispatch({ type: "moved", to: "c" });
  expect(drawn.read().cursor).toBe("c");
});

test("catching up draws what was put off; without the part that shows, steps are drawn again", () => {
  const { desk, drawn, listener } = setUp();
  const stop = drawn.showStepsBy(() => true);
  desk.dispatch({ type: "moved", to: "b" });
  drawn.catchUp();
  drawn.catchUp();
  expect(drawn.read().cursor).toBe("b");
  expect(listener).toHaveBeenCalledOnce();
  stop();
  desk.dispatch({ type: "moved", to: "c" });
  expect(drawn.read().cursor).toBe("c");
});
