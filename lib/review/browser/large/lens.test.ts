import { describe, expect, it } from "vitest";
import { createLens } from "./lens.ts";

const square = { width: 1024, height: 1024 };
const close = { scale: 1, x: 20, y: -30 };

describe("a lens", () => {
  it("BOX-4 keeps its look from picture to picture of one size, and starts from fit at another", () => {
    const lens = createLens();
    lens.meet(square);
    lens.look(close);
    lens.meet({ ...square });
    expect(lens.read()).toBe(close);
    lens.meet({ width: 896, height: 1152 });
    expect(lens.read()).toBeNull();
  });

  it("tells of a change once, and of none when nothing changed", () => {
    const lens = createLens();
    let told = 0;
    const stop = lens.subscribe(() => (told += 1));
    lens.look(close);
    lens.look(close);
    expect(told).toBe(1);
    stop();
    lens.look(null);
    expect(told).toBe(1);
  });

  it("CMP-4 begins where another one looked", () => {
    expect(createLens(close).read()).toBe(close);
  });
});
