import { float, socket, text, type InputSpec } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import { literal } from "./node-value.ts";
import { PythonError } from "#lib/comfyui/simulator/python-error";

const limit = 9223372036854775807n;

function primitive(name: string, type: string, value: InputSpec): NodeClass {
  return defineNode({
    name,
    category: "utils/primitive",
    module: "comfy_extras.nodes_primitive",
    says: "A value of its own.",
    inputs: { value },
    outputs: [type],
    run: (inputs) => ({ outputs: [inputs.value("value")] }),
  });
}

export const primitiveNodes: NodeClass[] = [
  primitive("PrimitiveString", "STRING", text()),
  primitive("PrimitiveStringMultiline", "STRING", text(true)),
  primitive("PrimitiveInt", "INT", { kind: "int", max: limit }),
  primitive("PrimitiveFloat", "FLOAT", { kind: "float" }),
  primitive("PrimitiveBoolean", "BOOLEAN", { kind: "flag" }),
  defineNode({
    name: "StringConcatenate",
    title: "Concatenate",
    category: "utils/string",
    module: "comfy_extras.nodes_string",
    says: "Joins two texts.",
    inputs: { string_a: text(true), string_b: text(true), delimiter: text(false, "") },
    outputs: ["STRING"],
    run: (inputs) => {
      const parts = [inputs.text("string_a"), inputs.text("string_b")];
      return { outputs: [literal(parts.join(inputs.text("delimiter")))] };
    },
  }),
  defineNode({
    name: "EmptyAudio",
    category: "audio",
    module: "comfy_extras.nodes_audio",
    says: "Silence.",
    inputs: {
      duration: { kind: "float", min: 0, max: 2 ** 64, default: 60, step: 0.01 },
      sample_rate: { kind: "int", default: 44100 },
      channels: { kind: "int", min: 1, max: 2, default: 2 },
    },
    outputs: ["AUDIO"],
    run: (inputs) => {
      const [seconds, sampleRate] = [inputs.number("duration"), inputs.number("sample_rate")];
      if (sampleRate < 1) throw new PythonError("RuntimeError", "sample rate must be positive");
      return { outputs: [{ kind: "audio", seconds, sampleRate, channels: inputs.number("channels") }] };
    },
  }),
  defineNode({
    name: "CreateVideo",
    title: "Create Video",
    category: "image/video",
    module: "comfy_extras.nodes_video",
    says: "A video of pictures.",
    inputs: {
      images: socket("IMAGE"),
      fps: float(1, 120, 30, 1),
      audio: { kind: "socket", type: "AUDIO", optional: true },
    },
    outputs: ["VIDEO"],
    run: (inputs) => ({
      outputs: [
        {
          kind: "video",
          pictures: inputs.pictures("images"),
          fps: inputs.number("fps"),
          audio: inputs.optional("audio", "audio"),
        },
      ],
    }),
  }),
  defineNode({
    name: "GetVideoComponents",
    title: "Get Video Components",
    category: "image/video",
    module: "comfy_extras.nodes_video",
    says: "Pictures, sound and rate of a video.",
    inputs: { video: socket("VIDEO") },
    outputs: [
      { type: "IMAGE", name: "images" },
      { type: "AUDIO", name: "audio" },
      { type: "FLOAT", name: "fps" },
    ],
    run: (inputs) => {
      const { pictures, audio, fps } = inputs.of("video", "video");
      return {
        outputs: [{ kind: "image", pictures }, audio ?? { kind: "blocker", message: null }, literal(fps)],
      };
    },
  }),
];
