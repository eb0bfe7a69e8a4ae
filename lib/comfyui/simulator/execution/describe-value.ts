import type { NodeValue } from "#lib/comfyui/simulator/nodes/node-value";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import type { PyJson } from "#lib/comfyui/simulator/python-json";

/** How `current_inputs` of an error shows a value: literals as they are, tensors as pages of numbers. */
export function describeValue(value: NodeValue): PyJson {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "object" && value.value !== null ? pythonStr(value.value) : value.value;
    case "image":
      return tensorText(value.pictures[0]);
    case "mask":
      return `tensor([[[${"0., ".repeat(3)}..., 0.]]])`;
    default:
      return `<comfy.${value.kind} object at 0x7f3a2c1d4e80>`;
  }
}

function tensorText(picture: Picture | undefined): string {
  if (picture === undefined) return "tensor([])";
  const { data, channels, width } = picture;
  const pixel = (x: number, y: number): string => {
    const at = (y * width + x) * channels;
    const values = Array.from({ length: channels }, (_, c) => ((data[at + c] ?? 0) / 255).toFixed(4));
    return `[${values.join(", ")}]`;
  };
  const row = (y: number): string =>
    `[${[0, 1, 2].map((x) => pixel(Math.min(x, width - 1), y)).join(",\n          ")},\n          ...]`;
  const rows = [0, 1, 2].map((y) => row(Math.min(y, picture.height - 1)));
  return `tensor([[${rows.join(",\n\n         ")},\n\n         ...]])`;
}
