import type { PreviewImage } from "#lib/comfyui/simulator/execution/node-context";
import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { writePythonJson } from "#lib/comfyui/simulator/python-json";

/** Frames as bytes, big-endian. */
export function textFrame(type: string, data: PyObject): string {
  return writePythonJson({ type, data });
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Event 1: no word about which prompt or node. */
export function previewFrame({ format, bytes }: PreviewImage): Buffer {
  return Buffer.concat([uint32(1), uint32(format === "jpeg" ? 1 : 2), bytes]);
}

/** Event 4, for sockets that declared `supports_preview_metadata`. */
export function previewWithMetadataFrame({ format, bytes }: PreviewImage, metadata: PyObject): Buffer {
  const json = Buffer.from(writePythonJson({ ...metadata, image_type: `image/${format}` }));
  return Buffer.concat([uint32(4), uint32(json.length), json, bytes]);
}

/** Event 3. */
export function nodeTextFrame(nodeId: string, text: string): Buffer {
  const id = Buffer.from(nodeId);
  return Buffer.concat([uint32(3), uint32(id.length), id, Buffer.from(text)]);
}
