import type { FileRef, FolderType, SaveSlot } from "#lib/comfyui/simulator/file-store";
import { numbered } from "#lib/comfyui/simulator/file-store";
import { encodeAnimatedPng, encodeAnimatedWebp } from "#lib/comfyui/simulator/media/encode-picture";
import { encodePng } from "#lib/comfyui/simulator/media/encode-png";
import { maskToPicture } from "#lib/comfyui/simulator/pixels/picture";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import type { NodeContext } from "#lib/comfyui/simulator/execution/node-context";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import { choice, flag, float, int, socket, text } from "./input-spec.ts";
import type { NodeClass, NodeResult } from "./node-class.ts";
import { defineNode } from "./node-class.ts";

async function savePictures(
  pictures: readonly Picture[],
  type: FolderType,
  prefix: string,
  context: NodeContext,
): Promise<FileRef[]> {
  const slot = await reserve(pictures, type, prefix, context);
  const texts = context.metadata();
  const refs: FileRef[] = [];
  for (const [index, picture] of pictures.entries()) {
    const png = await encodePng(picture, texts, type === "temp" ? 1 : 4);
    refs.push(await context.save(slot, numbered(slot, index, "png"), png));
  }
  return refs;
}

function reserve(
  pictures: readonly Picture[],
  type: FolderType,
  prefix: string,
  { files }: NodeContext,
): Promise<SaveSlot> {
  const [first] = pictures;
  if (first === undefined) throw new PythonError("IndexError", "index 0 is out of bounds");
  return files.reserve(type, prefix, first);
}

/** From 0.26 on savers also hand their pictures on; before that nothing can be linked to them. */
function shown(images: FileRef[], pictures: Picture[], animated?: boolean): NodeResult {
  const ui = animated === undefined ? { images } : { images, animated: [animated] };
  return { ui, outputs: [{ kind: "image", pictures }] };
}

const animation = {
  images: socket("IMAGE"),
  filename_prefix: text(false, "ComfyUI"),
  fps: float(0.01, 1000, 6),
};

export const saveImageNodes: NodeClass[] = [
  defineNode({
    name: "SaveImage",
    title: "Save Image",
    category: "image",
    says: "Writes PNG files into the output folder.",
    inputs: { images: socket("IMAGE"), filename_prefix: text(false, "ComfyUI") },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const pictures = inputs.pictures("images");
      return shown(await savePictures(pictures, "output", inputs.text("filename_prefix"), context), pictures);
    },
  }),
  defineNode({
    name: "PreviewImage",
    title: "Preview Image",
    category: "image",
    says: "Writes PNG files that last until the server ends.",
    inputs: { images: socket("IMAGE") },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const pictures = inputs.pictures("images");
      return shown(await savePictures(pictures, "temp", context.files.tempPrefix(), context), pictures);
    },
  }),
  defineNode({
    name: "MaskPreview",
    title: "Preview Mask",
    category: "mask",
    module: "comfy_extras.nodes_mask",
    says: "Shows a mask as a picture.",
    inputs: { mask: socket("MASK") },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const pictures = inputs.masks("mask").map(maskToPicture);
      const images = await savePictures(pictures, "temp", context.files.tempPrefix(), context);
      return context.profile.maskPreviewIsAnimated ? shown(images, pictures, false) : shown(images, pictures);
    },
  }),
  defineNode({
    name: "SaveAnimatedWEBP",
    category: "image/animation",
    module: "comfy_extras.nodes_images",
    says: "Writes a batch as one animated WebP.",
    inputs: {
      ...animation,
      lossless: flag(true),
      quality: int(0, 100, 80),
      method: choice(["default", "fastest", "slowest"]),
    },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const pictures = inputs.pictures("images");
      const slot = await reserve(pictures, "output", inputs.text("filename_prefix"), context);
      const bytes = await encodeAnimatedWebp(pictures, inputs.number("fps"), {
        lossless: inputs.flag("lossless"),
        quality: inputs.number("quality"),
        texts: context.metadata(),
      });
      return shown([await context.save(slot, numbered(slot, 0, "webp"), bytes)], pictures, true);
    },
  }),
  defineNode({
    name: "SaveAnimatedPNG",
    category: "image/animation",
    module: "comfy_extras.nodes_images",
    says: "Writes a batch as one animated PNG.",
    inputs: { ...animation, compress_level: int(0, 9, 4) },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const pictures = inputs.pictures("images");
      const slot = await reserve(pictures, "output", inputs.text("filename_prefix"), context);
      const bytes = await encodeAnimatedPng(pictures, inputs.number("fps"), context.metadata());
      return shown([await context.save(slot, numbered(slot, 0, "png"), bytes)], pictures, true);
    },
  }),
  defineNode({
    name: "SaveImageWebsocket",
    category: "api/image",
    module: "custom_nodes.websocket_image_save",
    says: "Sends the finished pictures over the socket and writes nothing.",
    inputs: { images: socket("IMAGE") },
    outputs: [],
    saves: true,
    // Its change detection answers with the clock: it always runs.
    fingerprint: () => Date.now() + Math.random(),
    run: async (inputs, { tick }) => {
      const pictures = inputs.pictures("images");
      for (const [index, picture] of pictures.entries()) {
        tick(index, pictures.length, { format: "png", bytes: await encodePng(picture, {}, 1) });
      }
      return {};
    },
  }),
];
