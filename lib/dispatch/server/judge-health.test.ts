import { expect, it } from "vitest";
import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isBelowFloor, judgeAnswer, judgeSilence, warningsFor } from "./judge-health.ts";

it("believes a refused connection at once and silence only after a while", () => {
  expect(judgeSilence(new ComfyFault("unsent", "Nothing answers at its address"), 1).health).toBe("down");
  const slow = new ComfyFault("unanswered", "No answer within 10 s");
  expect([1, 2, 3].map((silent) => judgeSilence(slow, silent).health)).toEqual([
    "degraded",
    "degraded",
    "down",
  ]);
});

it("calls a server busy when its queue is as long as its slots", () => {
  expect(judgeAnswer({ version: "0.33.0", inQueue: 1, capacity: 2, stalled: null }).health).toBe("ready");
  expect(judgeAnswer({ version: "0.33.0", inQueue: 2, capacity: 2, stalled: null }).health).toBe("busy");
  expect(judgeAnswer({ version: "0.33.0", inQueue: 0, capacity: 2, stalled: "It stopped working." })).toEqual(
    {
      health: "degraded",
      reason: "It stopped working.",
    },
  );
});

it("gives no run to a release that would not know it by our id", () => {
  const idle = { inQueue: 0, capacity: 1, stalled: null };
  expect(judgeAnswer({ ...idle, version: "0.3.44" })).toMatchObject({
    health: "degraded",
    reason: expect.stringContaining("0.3.45"),
  });
  expect(judgeAnswer({ ...idle, version: "0.3.45" }).health).toBe("ready");
  expect(judgeAnswer({ ...idle, version: "unknown" }).health).toBe("ready");
});

it("warns of releases with known holes", () => {
  expect(warningsFor("0.33.0")).toEqual([]);
  expect(warningsFor("0.3.64")[0]).toContain("0.28");
  expect(warningsFor("unknown")).toHaveLength(1);
  expect(["0.33.0", "0.28.0", "0.27.9", "0.3.64", "unknown"].map(isBelowFloor)).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});
