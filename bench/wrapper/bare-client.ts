import { randomUUID } from "node:crypto";
import { createComfyClient } from "#lib/comfyui/comfy-client";
import { keepSocket } from "#lib/comfyui/keep-socket";
import { readOutcome } from "#lib/comfyui/outcome";
import { leastBytes, type Contender } from "./contender.ts";
import { wrappedGraph } from "./wrapped-workflow.ts";

/** What cannot be undercut: one socket kept open, one POST, one look into the history, one download, nothing kept. */
export async function openBareClient(url: string): Promise<Contender> {
  const client = createComfyClient(url);
  const ending = new AbortController();
  const waiting = new Map<string, () => void>();
  const socket = keepSocket({
    address: client.address,
    signal: ending.signal,
    onEvent: (event) => {
      if (event.kind !== "message" || event.message.type !== "execution_success") return;
      waiting.get(event.message.data.prompt_id)?.();
    },
  });
  await socket.opened(10_000);
  return {
    name: "bare client",
    async submit(colour) {
      const promptId = randomUUID();
      const ended = new Promise<void>((resolve) => waiting.set(promptId, resolve));
      const graph = JSON.stringify(wrappedGraph(colour));
      const { kind } = await client.submitPrompt({ promptId, clientId: socket.clientId, graph });
      if (kind !== "accepted") throw new Error(`The simulator did not take a graph: ${kind}.`);
      await ended;
      waiting.delete(promptId);
      const entry = await client.readHistory(promptId);
      const [file] = entry === null ? [] : readOutcome(entry).files;
      if (file === undefined) throw new Error("The history has no file.");
      const { filename, subfolder, type } = file;
      const bytes = await client.download({ filename, subfolder, type });
      if (bytes.byteLength < leastBytes) throw new Error("The simulator made another picture.");
    },
    close: () => ending.abort(),
  };
}
