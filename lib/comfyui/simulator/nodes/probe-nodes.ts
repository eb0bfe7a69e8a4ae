import { encodeJpeg } from "#lib/comfyui/simulator/media/encode-picture";
import { solidPicture } from "#lib/comfyui/simulator/pixels/picture";
import { outOfMemory, PythonError } from "#lib/comfyui/simulator/python-error";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import { choice, flag, float, int, socket, text, optional } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";

const category = "probe";
const pack = "custom_nodes.probe";
const image = socket("IMAGE");

/** The test nodes of the recordings: what no core node does on demand. */
export const probeNodes: NodeClass[] = [
  defineNode({
    name: "ProbeSlow",
    category,
    module: pack,
    says: "Ticks slowly.",
    inputs: { image, steps: int(1, 100000, 5), delay: float(0, 60, 0.1), preview: flag(false) },
    outputs: ["IMAGE"],
    run: async (inputs, { sleep, tick }) => {
      const steps = inputs.number("steps");
      const startedAtMs = performance.now();
      for (let step = 1; step <= steps; step++) {
        // Towards a fixed moment, so that late timers do not add up: benches count on the length.
        const dueMs = startedAtMs + step * inputs.number("delay") * 1000;
        await sleep(dueMs - performance.now());
        if (!inputs.flag("preview")) tick(step, steps);
        else {
          const shade = Math.round((255 * step) / steps);
          const bytes = await encodeJpeg(solidPicture(64, 48, shade * 0x010101), 95);
          tick(step, steps, { format: "jpeg", bytes });
        }
      }
      return { outputs: [inputs.of("image", "image")] };
    },
  }),
  defineNode({
    name: "ProbeFail",
    category,
    module: pack,
    says: "Raises.",
    inputs: { image, mode: choice(["value", "oom", "kbd"]), nonce: optional(int(0, 2 ** 31, 0)) },
    outputs: ["IMAGE"],
    run: (inputs) => {
      if (inputs.text("mode") === "oom") throw outOfMemory();
      throw new PythonError("ValueError", "probe failure");
    },
  }),
  defineNode({
    name: "ProbeAsync",
    category,
    module: pack,
    says: "Waits without blocking others.",
    inputs: { image, delay: float(0, 60, 0.1) },
    outputs: ["IMAGE"],
    async: true,
    run: async (inputs, { sleep }) => {
      await sleep(inputs.number("delay") * 1000);
      return { outputs: [inputs.of("image", "image")] };
    },
  }),
  defineNode({
    name: "ProbeBlock",
    category,
    module: pack,
    says: "Blocks everything downstream.",
    inputs: { image, message: text() },
    outputs: ["IMAGE"],
    run: (inputs) => ({ outputs: [{ kind: "blocker", message: inputs.text("message") || null }] }),
  }),
  defineNode({
    name: "ProbeExpand",
    category,
    module: pack,
    says: "Becomes three other nodes.",
    inputs: { image, fail: flag(false) },
    outputs: ["IMAGE"],
    run: (inputs, { nodeId }) => {
      const child = (n: number): string => `${nodeId}.0.0.${n}`;
      const feed = `${nodeId}.image`;
      const second = inputs.flag("fail")
        ? { class_type: "ProbeFail", inputs: { image: [child(1), 0], mode: "value" } }
        : { class_type: "ImageInvert", inputs: { image: [child(1), 0] } };
      return {
        expand: {
          nodes: {
            [child(1)]: { class_type: "ImageInvert", inputs: { image: [feed, 0] } },
            [child(2)]: second,
            [child(3)]: { class_type: "PreviewImage", inputs: { images: [child(2), 0] } },
          },
          result: [child(2), 0],
          feeds: { [feed]: inputs.of("image", "image") },
        },
      };
    },
  }),
  defineNode({
    name: "ProbeText",
    category,
    module: pack,
    says: "Shows a text.",
    inputs: { text: text() },
    outputs: [],
    saves: true,
    run: (inputs) => ({ ui: { text: [inputs.text("text")] } }),
  }),
  defineNode({
    name: "ProbeSendText",
    category,
    module: pack,
    says: "Sends a text over the sockets.",
    inputs: { text: text() },
    outputs: [],
    saves: true,
    run: (inputs, { sendText }) => {
      sendText(inputs.text("text"));
      return {};
    },
  }),
  defineNode({
    name: "ProbeNoUI",
    category,
    module: pack,
    says: "An output without anything to show.",
    inputs: { image },
    outputs: [],
    saves: true,
    run: () => ({}),
  }),
  defineNode({
    name: "ProbeMinMaxStr",
    category,
    module: pack,
    says: "Shows what became of its inputs.",
    inputs: {
      a: { kind: "int", min: 1, max: 5, default: 1 },
      f: { kind: "float", min: 0, max: 1, default: 0.5 },
      b: flag(false),
      s: text(),
    },
    outputs: [],
    saves: true,
    run: (inputs) => {
      const values = ["a", "f", "b", "s"].map((name) => {
        const value = inputs.of("literal", name).value;
        return name === "f" && typeof value === "number" ? new PythonFloat(value) : value;
      });
      const list = pythonStr(values);
      return { ui: { text: [`(${list.slice(1, -1)})`] } };
    },
  }),
];
