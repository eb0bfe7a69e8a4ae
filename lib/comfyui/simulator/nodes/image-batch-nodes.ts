import { resizePicture } from "#lib/comfyui/simulator/pixels/picture";
import { int, socket } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";

export const imageBatchNodes: NodeClass[] = [
  defineNode({
    name: "ImageBatch",
    title: "Batch Images",
    category: "image",
    says: "One batch out of two; the second takes the first's size.",
    inputs: { image1: socket("IMAGE"), image2: socket("IMAGE") },
    outputs: ["IMAGE"],
    run: async (inputs) => {
      const { width, height } = inputs.picture("image1");
      const others = await Promise.all(
        inputs
          .pictures("image2")
          .map((picture) => resizePicture(picture, width, height, "bilinear", "center")),
      );
      return { outputs: [{ kind: "image", pictures: [...inputs.pictures("image1"), ...others] }] };
    },
  }),
  defineNode({
    name: "RepeatImageBatch",
    category: "image/batch",
    module: "comfy_extras.nodes_images",
    says: "The same pictures several times.",
    inputs: { image: socket("IMAGE"), amount: int(1, 4096, 1) },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const batch = inputs.pictures("image");
      const pictures = Array.from({ length: inputs.number("amount") }, () => batch).flat();
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "ImageFromBatch",
    category: "image/batch",
    module: "comfy_extras.nodes_images",
    says: "Some pictures of a batch.",
    inputs: { image: socket("IMAGE"), batch_index: int(0, 4095, 0), length: int(1, 4096, 1) },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const batch = inputs.pictures("image");
      const from = Math.min(batch.length - 1, inputs.number("batch_index"));
      return { outputs: [{ kind: "image", pictures: batch.slice(from, from + inputs.number("length")) }] };
    },
  }),
  defineNode({
    name: "RebatchImages",
    title: "Rebatch Images",
    category: "image/batch",
    module: "comfy_extras.nodes_rebatch",
    says: "Cuts a batch into batches of another size; here they stay one.",
    inputs: { images: socket("IMAGE"), batch_size: int(1, 4096, 1) },
    outputs: ["IMAGE"],
    run: (inputs) => ({ outputs: [inputs.of("image", "images")] }),
  }),
];
