import { describe, expect, test } from "vitest";
import { PromptQueue, type QueueItem } from "./prompt-queue.ts";
import { PythonFloat } from "./python-json.ts";

function item(number: number | PythonFloat, promptId: string): QueueItem {
  return { number, promptId, arrivedAt: 0, graph: {}, extraData: {}, outputs: [], sensitive: {} };
}

function drained(queue: PromptQueue): string[] {
  const order: string[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) order.push(next.promptId);
  return order;
}

describe("the prompt queue", () => {
  test("runs by number, then by id", () => {
    const queue = new PromptQueue();
    for (const [number, id] of [
      [3, "c"],
      [1, "z"],
      [1, "a"],
      [-2, "front"],
      [7, "last"],
    ] as const)
      queue.push(item(number, id));
    queue.push(item(new PythonFloat(-100), "own number"));
    expect(drained(queue)).toEqual(["own number", "front", "a", "z", "c", "last"]);
  });

  test("shows heap order while pending, as recorded", () => {
    const queue = new PromptQueue();
    for (const [number, id] of [
      [71, "plain"],
      [-72, "front"],
      [-100, "own"],
    ] as const)
      queue.push(item(number, id));
    expect(queue.pending.map(({ promptId }) => promptId)).toEqual(["own", "plain", "front"]);
  });

  test("keeps its order after a removal", () => {
    const queue = new PromptQueue();
    const ids = Array.from({ length: 40 }, (_, i) => `p${String((i * 17) % 40).padStart(2, "0")}`);
    for (const id of ids) queue.push(item(0, id));
    expect(queue.remove("p20")).toMatchObject({ promptId: "p20" });
    expect(queue.remove("p20")).toBeUndefined();
    expect(drained(queue)).toEqual(ids.toSorted().filter((id) => id !== "p20"));
  });

  test("raises like Python when number and id are equal", () => {
    const queue = new PromptQueue();
    queue.push(item(1, "twice"));
    expect(() => queue.push(item(1, "twice"))).toThrow("'<' not supported");
  });
});
