import { WebSocket } from "ws";
import { postPrompt, type PromptJob } from "./prompt-job.ts";

type PromptEnd = { node: string | null; prompt_id: string };

/**
 * Posts prompts and hears from the servers' sockets when they have ended: the quickest way to know, and one that trusts
 * the socket.
 */
export function followPrompts() {
  const clientId = crypto.randomUUID();
  const waiting = new Map<string, () => void>();
  const sockets = new Map<string, Promise<void>>();

  function open(url: string): Promise<void> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws?clientId=${clientId}`);
    socket.on("message", (data, isBinary) => {
      if (isBinary || !Buffer.isBuffer(data)) return;
      const { type, data: told } = JSON.parse(data.toString("utf8")) as { type: string; data: PromptEnd };
      if (type === "executing" && told.node === null) waiting.get(told.prompt_id)?.();
    });
    return new Promise((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
  }

  return async (url: string, job: PromptJob): Promise<void> => {
    const socket = sockets.get(url) ?? open(url);
    sockets.set(url, socket);
    await socket;
    const end = new Promise<void>((resolve) => waiting.set(job.promptId, resolve));
    await postPrompt(url, job, clientId);
    await end;
    waiting.delete(job.promptId);
  };
}
