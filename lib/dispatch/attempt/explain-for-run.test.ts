import { describe, expect, test } from "vitest";
import type { Refusal } from "#lib/comfyui/prompt-answer";
import { checked } from "#lib/contract/testing/checked-params";
import { put, sample } from "#lib/contract/testing/sample-contract";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { explainFailedRun, explainRefusedRun } from "./explain-for-run.ts";

const { contract, graph } = sample((schema) => {
  const height = { type: "integer", title: "Height", minimum: 1, "x-bind": "/2/inputs/height" };
  put(schema, ["properties", "height"], { ...height, maximum: 4096 });
  const pictures = { type: "integer", title: "Pictures", minimum: 1, "x-bind": "/2/inputs/batch_size" };
  put(schema, ["properties", "pictures"], { ...pictures, maximum: 8 });
});
const version: LoadedVersion = {
  id: "v",
  hash: "h",
  number: 1,
  workflowId: "w",
  workflowName: "sample",
  title: "Sample",
  contract,
  graph,
};

const explain = (given: object, nodeId: string, exceptionType: string, exceptionMessage: string) =>
  explainFailedRun(version, checked(contract, { prompt: "a fox", ...given }), {
    nodeId,
    nodeType: graph[nodeId]?.class_type ?? null,
    exceptionType,
    exceptionMessage,
  });

describe("running out of memory", () => {
  test.each([
    [{ width: 1024, height: 768 }, "/params/width", "“Width” (it was 1024)"],
    [{ width: 1024, height: 4096 }, "/params/height", "“Height” (it was 4096)"],
    [{ height: 4096, pictures: 8 }, "/params/pictures", "“Pictures” (it was 8)"],
  ])("with %j leads to %s", (given, field, remedy) => {
    const error = explain(given, "57:8", "torch.OutOfMemoryError", "Allocation on device");
    expect(error).toMatchObject({ code: "out_of_memory", field, node: { id: "57:8", title: "Draw" } });
    expect(error.message).toBe('"Draw" ran out of memory on the server.');
    expect(error.remedy).toContain(remedy);
  });
});

describe("a failed node", () => {
  test.each([
    ["the only field on it", "3", "ValueError", "tokens", "/params/prompt"],
    ["the field whose input its message names", "57:8", "KeyError", "'sampler_name'", "/params/sampler"],
    [
      "the field whose value its message names",
      "57:8",
      "ValueError",
      "cannot do ddim here",
      "/params/sampler",
    ],
  ])("leads to %s", (_what, nodeId, type, message, field) => {
    const error = explain({ sampler: "ddim" }, nodeId, type, message);
    expect(error.field).toBe(field);
    expect(error.remedy).toMatch(/^Change “(Prompt|Sampler)”\. /);
  });

  test.each([
    ["nothing where several could be meant", "57:8", "ValueError", "no"],
    ["nothing where no field is", "1", "ValueError", "no"],
    ["nothing where the server is to blame", "3", "RuntimeError", "CUDA error: unspecified launch failure"],
  ])("leads to %s", (_what, nodeId, type, message) => {
    expect(explain({}, nodeId, type, message).field).toBeUndefined();
  });
});

test("RUN-7 a refused value leads to the field bound to its input", () => {
  const fault = {
    type: "value_bigger_than_max",
    message: "Value 900 bigger than max of 100",
    details: "steps",
    extra_info: { input_name: "steps", received_value: 900 },
  };
  const refusal: Refusal = {
    status: 400,
    type: "prompt_outputs_failed_validation",
    message: "",
    details: "",
    nodeErrors: { "57:8": { errors: [fault], dependent_outputs: [], class_type: "KSampler" } },
    isQueued: false,
  };
  const error = explainRefusedRun(version, refusal);
  expect(error).toMatchObject({ field: "/params/steps", node: { id: "57:8", title: "Draw" } });
  expect(error.remedy).toMatch(/^Change “Steps”\./);
});
