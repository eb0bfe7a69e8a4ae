import { describe, expect, it } from "vitest";
import { explainFailure, scrub } from "./execution-error.ts";
import { readPromptAnswer, type Refusal } from "./prompt-answer.ts";
import { explainRefusal } from "./refusal-error.ts";

const titleOf = (id: string) => `Node ${id}`;

function failure(exceptionType: string, exceptionMessage: string) {
  return explainFailure({ nodeId: "3", nodeType: "KSampler", exceptionType, exceptionMessage }, titleOf);
}

describe("explainFailure", () => {
  it("knows running out of memory by type and by text", () => {
    expect(failure("torch.OutOfMemoryError", "Allocation on device").code).toBe("out_of_memory");
    expect(failure("RuntimeError", "CUDA error: out of memory").code).toBe("out_of_memory");
  });

  it.each([
    ["torch.cuda.OutOfMemoryError", "Allocation on device", "out_of_memory"],
    ["RuntimeError", "DefaultCPUAllocator: not enough memory: you tried to allocate", "out_of_memory"],
    ["RuntimeError", "CUDA error: no kernel image is available for execution on the device", "gpu_error"],
    ["torch.AcceleratorError", "CUDA error: device-side assert triggered", "gpu_error"],
    ["RuntimeError", "cuDNN error: CUDNN_STATUS_NOT_INITIALIZED", "gpu_error"],
    ["OSError", "[Errno 28] No space left on device", "disk_full"],
    [
      "FileNotFoundError",
      "Model in folder 'checkpoints' with filename 'a.safetensors' not found.",
      "missing_model",
    ],
    ["safetensors_rust.SafetensorError", "Error while deserializing header: HeaderTooLarge", "broken_model"],
    ["RuntimeError", "PytorchStreamReader failed reading zip archive", "broken_model"],
    ["RuntimeError", "mat1 and mat2 shapes cannot be multiplied (154x2048 and 768x320)", "model_mismatch"],
    ["FileNotFoundError", "[Errno 2] No such file or directory: 'a.png'", "missing_file"],
    ["PIL.UnidentifiedImageError", "cannot identify image file", "missing_file"],
    ["KeyError", "'memory'", "node_error"],
  ])("%s: %s is %s, with a cause that names the node and a remedy", (type, message, code) => {
    const explained = failure(type, message);
    expect(explained.code).toBe(code);
    expect(explained.message).toMatch(/^"Node 3" .*\.$/);
    expect(explained.remedy).toMatch(/\w.*\.$/);
  });

  it("names the node and keeps paths and tips to itself", () => {
    const explained = failure("ValueError", "bad file /home/me/comfy/models/x.pt\n\nTIPS: buy more");
    expect(explained).toMatchObject({ code: "node_error", nodeId: "3", detail: "bad file x.pt" });
    expect(explained.message).toContain("Node 3");
  });
});

it("RUN-7 scrubs Windows paths and tracebacks, and cuts what is long", () => {
  expect(scrub("in C:\\ComfyUI\\nodes\\a.py boom\nTraceback (most recent call last):\n  x")).toBe(
    "in a.py boom",
  );
  expect(scrub("x".repeat(5000)).length).toBeLessThan(700);
});

describe("explainRefusal", () => {
  const reply = (status: number, body: unknown) =>
    readPromptAnswer({ status, headers: {}, bytes: new TextEncoder().encode(JSON.stringify(body)) }, "p");
  const refusalOf = (status: number, body: unknown): Refusal => {
    const outcome = reply(status, body);
    if (outcome.kind !== "refused") throw new Error(`not refused: ${outcome.kind}`);
    return outcome.refusal;
  };
  const invalid = (error: object) => ({
    error: {
      type: "prompt_outputs_failed_validation",
      message: "Prompt outputs failed validation",
      details: "",
      extra_info: {},
    },
    node_errors: { "4": { errors: [error], dependent_outputs: ["9"], class_type: "CheckpointLoaderSimple" } },
  });

  it("names a model file the server lacks", () => {
    const error = {
      type: "value_not_in_list",
      message: "Value not in list",
      details: "ckpt_name: 'sdxl.safetensors' not in []",
      extra_info: { input_name: "ckpt_name", received_value: "sdxl.safetensors", input_config: null },
    };
    const explained = explainRefusal(refusalOf(400, invalid(error)), titleOf);
    expect(explained).toMatchObject({ code: "missing_model", node: { id: "4" }, input: "ckpt_name" });
    expect(explained.message).toContain("sdxl.safetensors");
  });

  it.each([
    [
      "0.3.64",
      {
        type: "invalid_prompt",
        message: "Cannot execute because node Nope does not exist.",
        details: "Node ID '#7'",
        extra_info: {},
      },
    ],
    [
      "0.33.0",
      {
        type: "missing_node_type",
        message: "Node 'x' not found. The custom node may not be installed.",
        details: "",
        extra_info: { node_id: "7", class_type: "Nope", node_title: "x" },
      },
    ],
  ])("knows an unknown node class as %s says it", (_version, error) => {
    expect(explainRefusal(refusalOf(400, { error, node_errors: {} }), titleOf)).toMatchObject({
      code: "missing_node",
      node: { id: "7" },
    });
  });

  it("RUN-10 T-32 takes a 200 with node errors for a refusal that has to be taken back", () => {
    const body = {
      prompt_id: "p",
      number: 1,
      node_errors: invalid({ type: "value_smaller_than_min" }).node_errors,
    };
    expect(refusalOf(200, body)).toMatchObject({ isQueued: true });
  });

  it("reads 413 without a body of JSON", () => {
    expect(explainRefusal(refusalOf(413, ""), titleOf).remedy).toContain("max-upload-size");
  });

  it.each([400, 401, 403, 404, 405, 408, 429, 500, 503])(
    "takes no page that a proxy answers with %i for a refusal of the graph",
    (status) => expect(reply(status, "<html>").kind).toBe("unknown"),
  );
});
