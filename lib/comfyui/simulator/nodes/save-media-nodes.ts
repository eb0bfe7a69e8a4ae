import { numbered } from "#lib/comfyui/simulator/file-store";
import type { FileRef } from "#lib/comfyui/simulator/file-store";
import { writeFlac } from "#lib/comfyui/simulator/media/flac";
import { writeMp3 } from "#lib/comfyui/simulator/media/mp3";
import { writeMp4 } from "#lib/comfyui/simulator/media/mp4";
import { writeOpus } from "#lib/comfyui/simulator/media/opus";
import { writeWebm } from "#lib/comfyui/simulator/media/webm";
import type { NodeContext } from "#lib/comfyui/simulator/execution/node-context";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import { choice, float, newChoice, socket, text, type InputSpec } from "./input-spec.ts";
import type { NodeClass } from "./node-class.ts";
import { defineNode } from "./node-class.ts";
import type { AudioValue } from "./node-value.ts";

type AudioWriter = (audio: AudioValue, tags: Record<string, string>) => Buffer;

async function saveAudio(
  audio: AudioValue,
  prefix: string,
  type: "output" | "temp",
  extension: string,
  write: AudioWriter,
  context: NodeContext,
): Promise<FileRef> {
  const slot = await context.files.reserve(type, prefix, { width: 0, height: 0 });
  const tail = context.profile.audioNamesEndInUnderscore ? "_" : "";
  return context.save(slot, numbered(slot, 0, extension, tail), write(audio, context.metadata()));
}

function audioSaver(
  name: string,
  extension: string,
  quality: Record<string, InputSpec>,
  write: AudioWriter,
): NodeClass {
  return defineNode({
    name,
    category: "audio",
    module: "comfy_extras.nodes_audio",
    says: "Writes sound into the output folder.",
    inputs: { audio: socket("AUDIO"), filename_prefix: text(false, "audio/ComfyUI"), ...quality },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const prefix = inputs.text("filename_prefix");
      const ref = await saveAudio(inputs.of("audio", "audio"), prefix, "output", extension, write, context);
      return { ui: { audio: [ref] } };
    },
  });
}

/** A safetensors file with one tensor of zeros in the latent's shape. */
function latentFile(width: number, height: number, batch: number): Buffer {
  const shape = [batch, 4, height / 8, width / 8];
  const length = 4 * shape.reduce((product, side) => product * side, 1);
  const header = Buffer.from(
    JSON.stringify({
      latent_tensor: { dtype: "F32", shape, data_offsets: [0, length] },
      latent_format_version_0: { dtype: "F32", shape: [0], data_offsets: [length, length] },
    }),
  );
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([size, header, Buffer.alloc(length)]);
}

export const saveMediaNodes: NodeClass[] = [
  audioSaver("SaveAudio", "flac", {}, writeFlac),
  audioSaver("SaveAudioMP3", "mp3", { quality: choice(["V0", "128k", "320k"], "V0") }, (audio, tags) =>
    writeMp3(audio.seconds, tags),
  ),
  audioSaver(
    "SaveAudioOpus",
    "opus",
    { quality: choice(["64k", "96k", "128k", "192k", "320k"], "128k") },
    (audio, tags) => writeOpus(audio.seconds, tags),
  ),
  defineNode({
    name: "PreviewAudio",
    title: "Preview Audio",
    category: "audio",
    module: "comfy_extras.nodes_audio",
    says: "Sound that lasts until the server ends.",
    inputs: { audio: socket("AUDIO") },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const prefix = context.files.tempPrefix();
      const ref = await saveAudio(inputs.of("audio", "audio"), prefix, "temp", "flac", writeFlac, context);
      return { ui: { audio: [ref] } };
    },
  }),
  defineNode({
    name: "SaveLatent",
    category: "_for_testing",
    says: "Writes a latent.",
    inputs: { samples: socket("LATENT"), filename_prefix: text(false, "latents/ComfyUI") },
    outputs: [],
    saves: true,
    run: async (inputs, { files, save }) => {
      const { width, height, batch } = inputs.of("latent", "samples");
      const slot = await files.reserve("output", inputs.text("filename_prefix"), { width, height });
      const ref = await save(slot, numbered(slot, 0, "latent"), latentFile(width, height, batch));
      return { ui: { latents: [ref] } };
    },
  }),
  defineNode({
    name: "SaveWEBM",
    category: "image/video",
    module: "comfy_extras.nodes_video",
    says: "Writes a batch as a WebM video; the simulator encodes VP8 whatever codec is asked for.",
    inputs: {
      images: socket("IMAGE"),
      filename_prefix: text(false, "ComfyUI"),
      codec: newChoice(["vp9", "av1"]),
      fps: float(0.01, 1000, 24),
      crf: float(0, 63, 32, 1),
    },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const slot = await context.files.reserve(
        "output",
        inputs.text("filename_prefix"),
        inputs.picture("images"),
      );
      const bytes = await writeWebm(inputs.pictures("images"), inputs.number("fps"), context.metadata());
      const ref = await context.save(slot, numbered(slot, 0, "webm"), bytes);
      return { ui: { images: [ref], animated: [true] } };
    },
  }),
  defineNode({
    name: "SaveVideo",
    title: "Save Video",
    category: "image/video",
    module: "comfy_extras.nodes_video",
    says: "Writes an MP4 video; the simulator leaves H.264 uncompressed, and sound out.",
    inputs: {
      video: socket("VIDEO"),
      filename_prefix: text(false, "video/ComfyUI"),
      format: newChoice(["auto", "mp4"], "auto"),
      codec: newChoice(["auto", "h264"], "auto"),
    },
    outputs: [],
    saves: true,
    run: async (inputs, context) => {
      const { pictures, fps } = inputs.of("video", "video");
      const [first = { width: 0, height: 0 }] = pictures;
      const slot = await context.files.reserve("output", inputs.text("filename_prefix"), first);
      const bytes = writeMp4(pictures, fps, context.metadata());
      const ref = await context.save(slot, numbered(slot, 0, "mp4"), bytes);
      return { ui: { images: [ref], animated: [true] } };
    },
  }),
  defineNode({
    name: "SaveSVGNode",
    title: "Save SVG",
    category: "image/save",
    module: "comfy_extras.nodes_images",
    says: "Writes drawings. No node of the simulator makes one, so nothing can be linked to it.",
    inputs: { svg: socket("SVG"), filename_prefix: text(false, "svg/ComfyUI") },
    outputs: [],
    saves: true,
    run: () => {
      throw new PythonError("TypeError", "svg input is invalid");
    },
  }),
  defineNode({
    name: "PreviewAny",
    title: "Preview Any",
    category: "utils",
    module: "comfy_extras.nodes_preview_any",
    says: "Shows any value as text.",
    inputs: { source: socket("*") },
    outputs: [],
    saves: true,
    run: (inputs) => {
      const source = inputs.value("source");
      const shown = source.kind === "literal" ? pythonStr(source.value) : `<${source.kind}>`;
      return { ui: { text: [shown] } };
    },
  }),
];
