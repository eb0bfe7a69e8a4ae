import { expect, test } from "vitest";
import { createLog } from "#lib/log";
import { tellOnce } from "./tell-once.ts";

test("a collector that stays away is told of once, and again when it is back", () => {
  const told: string[] = [];
  const log = createLog(
    "test",
    { LOG_LEVEL: "info", LOG_PROMPTS: false },
    {
      write: (line) => void told.push(String((JSON.parse(line) as { msg: unknown }).msg)),
    },
  );
  const codes = [0, 1, 1, 1, 0, 0, 1];
  const exporter = tellOnce(
    { export: (_spans, done) => done({ code: codes.shift() ?? 0 }), shutdown: async () => undefined },
    log,
  );
  const seen: number[] = [];
  for (let batch = 0; batch < 7; batch += 1) exporter.export([], ({ code }) => seen.push(code));
  expect(seen).toEqual([0, 1, 1, 1, 0, 0, 1]);
  expect(told).toEqual([
    "traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped",
    "traces are sent again",
    "traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped",
  ]);
});
