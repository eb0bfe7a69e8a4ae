import { expect, it } from "vitest";
import { advance, startProgress } from "./execution-progress.ts";
import type { SocketMessage } from "./socket-message-schema.ts";

const prompt_id = "p";
const tick = (node: string, value: number, max: number): SocketMessage => ({
  type: "progress",
  data: { prompt_id, node, value, max },
});
const running = (node: string): SocketMessage => ({ type: "executing", data: { prompt_id, node } });

const equal = (...ids: string[]) => new Map(ids.map((id) => [id, 1]));

function after(...messages: SocketMessage[]) {
  return messages.reduce(advance, startProgress(equal("1", "2", "3", "4")));
}

it("RUN-3 counts finished nodes and the share of the current one", () => {
  const progress = after(
    { type: "executed", data: { prompt_id, node: "1", output: {} } },
    running("2"),
    tick("2", 5, 10),
  );
  expect(progress.fraction).toBeCloseTo(1.5 / 4);
  expect(progress.current).toEqual({ nodeId: "2", step: 5, steps: 10 });
});

it("counts a heavy node for as much of the whole as it weighs", () => {
  const weights = new Map([
    ["load", 1],
    ["sample", 18],
    ["save", 1],
  ]);
  const started = advance(startProgress(weights), {
    type: "executed",
    data: { prompt_id, node: "load", output: {} },
  });
  expect(started.fraction).toBeCloseTo(1 / 20);
  expect(advance(started, tick("sample", 9, 18)).fraction).toBeCloseTo(10 / 20);
  // A node that the server made up at run time takes nothing from the others.
  expect(advance(started, tick("made.up", 5, 10)).fraction).toBeCloseTo(1 / 20);
});

it("RUN-3 counts cached nodes as finished", () => {
  expect(after({ type: "execution_cached", data: { prompt_id, nodes: ["1", "2", "9"] } }).fraction).toBe(0.5);
});

it("RUN-3 T-34 never falls when a node restarts its count or messages come late", () => {
  const fractions: number[] = [];
  let progress = startProgress(equal("1", "2"));
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
