import { isJsonObject } from "#lib/json";
import { parseComfyJson } from "./parse-comfy-json.ts";

/** Binary frames of the socket. Event 1 does not say which prompt it belongs to. */
export type BinaryFrame =
  | {
      kind: "preview";
      promptId: string | null;
      nodeId: string | null;
      type: "image/jpeg" | "image/png";
      image: Uint8Array;
    }
  | { kind: "text"; nodeId: string; text: string };

/** Decodes a frame; null for unknown events and for frames cut short. */
export function decodeBinaryFrame(frame: Uint8Array): BinaryFrame | null {
  if (frame.byteLength < 8) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const event = view.getUint32(0);
  const second = view.getUint32(4);
  if (event === 1) {
    const type = imageTypes.get(second);
    if (type === undefined) return null;
    return { kind: "preview", promptId: null, nodeId: null, type, image: frame.subarray(8) };
  }
  if ((event !== 3 && event !== 4) || 8 + second > frame.byteLength) return null;
  const head = new TextDecoder().decode(frame.subarray(8, 8 + second));
  const rest = frame.subarray(8 + second);
  if (event === 3) return { kind: "text", nodeId: head, text: new TextDecoder().decode(rest) };
  return previewWithMetadata(head, rest);
}

const imageTypes = new Map<number, "image/jpeg" | "image/png">([
  [1, "image/jpeg"],
  [2, "image/png"],
]);

function previewWithMetadata(head: string, image: Uint8Array): BinaryFrame | null {
  let metadata: unknown;
  try {
    metadata = parseComfyJson(head);
  } catch {
    return null;
  }
  if (!isJsonObject(metadata)) return null;
  const { prompt_id, display_node_id, node_id, image_type } = metadata;
  const node = typeof display_node_id === "string" ? display_node_id : node_id;
  return {
    kind: "preview",
    promptId: typeof prompt_id === "string" ? prompt_id : null,
    nodeId: typeof node === "string" ? node : null,
    type: image_type === "image/png" ? "image/png" : "image/jpeg",
    image,
  };
}
