import { describe, expect, it } from "vitest";
import { readSwipe } from "./swipe.ts";

describe("MOB-2 a swipe", () => {
  it("to the right approves, to the left rejects, slowly to the left asks why", () => {
    expect(readSwipe(50, 200, 390).action).toBe("approve");
    expect(readSwipe(-50, 200, 390).action).toBe("reject");
    expect(readSwipe(-50, 900, 390).action).toBe("reject-reason");
    expect(readSwipe(50, 900, 390).action).toBe("approve");
  });
  it("counts from 35 % of the width, not before", () => {
    expect(readSwipe(136, 200, 390).isCommitted).toBe(false);
    expect(readSwipe(137, 200, 390).isCommitted).toBe(true);
    expect(readSwipe(-137, 200, 390).isCommitted).toBe(true);
  });
});
