import { existsSync, readFileSync, statSync } from "node:fs";
import sharp from "sharp";
import type { FileStore } from "#lib/comfyui/simulator/file-store";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import type { Mask, Picture } from "#lib/comfyui/simulator/pixels/picture";
import {
  channelOf,
  mapMask,
  pictureFrom,
  solidMask,
  solidPicture,
  withoutAlpha,
} from "#lib/comfyui/simulator/pixels/picture";
import type { InputSpec } from "./input-spec.ts";
import { choice, int } from "./input-spec.ts";
import type { CheckContext, NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";

const inputFile: InputSpec = {
  kind: "choice",
  form: "old",
  options: { from: "inputFiles" },
  extra: { image_upload: true },
};

/** Every frame of an uploaded file with its alpha as a mask, where 255 means transparent. */
async function loadFrames(files: FileStore, name: string): Promise<{ pictures: Picture[]; masks: Mask[] }> {
  const { file } = files.inputPath(name);
  if (!existsSync(file))
    throw new PythonError("FileNotFoundError", `[Errno 2] No such file or directory: '${name}'`);
  if (!statSync(file).isFile())
    throw new PythonError("IsADirectoryError", `[Errno 21] Is a directory: '${name}'`);
  const bytes = readFileSync(file);
  try {
    const { pages = 1 } = await sharp(bytes, { pages: -1 }).metadata();
    const frames = await Promise.all(
      Array.from({ length: pages }, (_, page) =>
        pictureFrom(sharp(bytes, { page }).autoOrient().toColourspace("srgb")),
      ),
    );
    return { pictures: frames.map(withoutAlpha), masks: frames.map(alphaMask) };
  } catch {
    throw new PythonError("PIL.UnidentifiedImageError", `cannot identify image file '${name}'`);
  }
}

function alphaMask(frame: Picture): Mask {
  return frame.channels === 3 ? solidMask(64, 64, 0) : mapMask(channelOf(frame, 3), (alpha) => 255 - alpha);
}

function checkInputFile(literals: PyObject, { files, profile }: CheckContext) {
  const name = pythonStr(literals["image"] ?? "");
  const { file, type } = files.inputPath(name);
  const allowed = !profile.refusesPathEscapesInLoadImage || files.isInside(type, file);
  return allowed && existsSync(file) ? null : `Invalid image file: ${name}`;
}

function fingerprintInputFile(literals: PyObject, { files }: CheckContext) {
  const name = literals["image"];
  return (typeof name === "string" ? files.inputHash(name) : null) ?? new PythonFloat(NaN);
}

const uploads = {
  check: { inputs: ["image"], run: checkInputFile },
  fingerprint: fingerprintInputFile,
};

const channels = ["alpha", "red", "green", "blue"];

export const imageSourceNodes: NodeClass[] = [
  defineNode({
    name: "EmptyImage",
    category: "image",
    says: "A picture of one colour.",
    inputs: {
      width: int(1, 16384, 512),
      height: int(1, 16384, 512),
      batch_size: int(1, 4096, 1),
      color: { kind: "int", min: 0, max: 0xffffff, default: 0, step: 1, extra: { display: "color" } },
    },
    outputs: ["IMAGE"],
    run: (inputs) => {
      const [width, height] = [inputs.number("width"), inputs.number("height")];
      const picture = solidPicture(width, height, inputs.number("color"));
      const pictures = Array.from({ length: inputs.number("batch_size") }, () => picture);
      return { outputs: [{ kind: "image", pictures }] };
    },
  }),
  defineNode({
    name: "LoadImage",
    category: "image",
    says: "An uploaded picture, and its transparency as a mask.",
    inputs: { image: inputFile },
    outputs: ["IMAGE", "MASK"],
    ...uploads,
    run: async (inputs, { files }) => {
      const { pictures, masks } = await loadFrames(files, inputs.text("image"));
      return {
        outputs: [
          { kind: "image", pictures },
          { kind: "mask", masks },
        ],
      };
    },
  }),
  defineNode({
    name: "LoadImageMask",
    category: "mask",
    says: "One channel of an uploaded picture as a mask.",
    inputs: { image: inputFile, channel: choice(channels) },
    outputs: ["MASK"],
    ...uploads,
    run: async (inputs, { files }) => {
      const { pictures, masks } = await loadFrames(files, inputs.text("image"));
      const channel = channels.indexOf(inputs.text("channel"));
      const chosen =
        channel <= 0
          ? masks
          : pictures.map((picture) => channelOf(picture, channel === 1 ? 0 : channel === 2 ? 1 : 2));
      return { outputs: [{ kind: "mask", masks: chosen }] };
    },
  }),
];
