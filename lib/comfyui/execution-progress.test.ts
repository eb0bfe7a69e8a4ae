import { expect, it } from "vitest";
import { advance, startProgress } from "./execution-progress.ts";
import type { SocketMessage } from "./socket-message-schema.ts";

const prompt_id = "p";
const tick = (node: string, value: number, max: number): SocketMessage => ({
  type: "progress",
  data: { prompt_id, node, value, max },
});
const running = (node: string): SocketMessage => ({ type: "executing", data: { prompt_id, node } });

function after(...messages: SocketMessage[]) {
  return messages.reduce(advance, startProgress(["1", "2", "3", "4"]));
}

it("counts finished nodes and the share of the current one", () => {
  const progress = after(
    { type: "executed", data: { prompt_id, node: "1", output: {} } },
    running("2"),
    tick("2", 5, 10),
  );
  expect(progress.fraction).toBeCloseTo(1.5 / 4);
  expect(progress.current).toEqual({ nodeId: "2", step: 5, steps: 10 });
});

it("counts cached nodes as finished", () => {
  expect(after({ type: "execution_cached", data: { prompt_id, nodes: ["1", "2", "9"] } }).fraction).toBe(0.5);
});

it("never falls when a node restarts its count or messages come late", () => {
  const fractions: number[] = [];
  let progress = startProgress(["1", "2"]);
  for (const message of [
    tick("1", 9, 10),
    tick("1", 1, 10),
    running("2"),
    tick("1", 0, 3),
    tick("2", 10, 10),
  ]) {
    progress = advance(progress, message);
    fractions.push(progress.fraction);
  }
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

it("does not end at a blocked output", () => {
  const blocked: SocketMessage = {
    type: "execution_error",
    data: { prompt_id, exception_type: "ExecutionBlocked", exception_message: "Execution Blocked: no" },
  };
  expect(after(blocked).ended).toBeNull();
  expect(after(blocked, { type: "execution_success", data: { prompt_id } }).ended).toBe("success");
});
