import type { Session } from "../kit/session.ts";
import { leastBytes, type Contender } from "./contender.ts";
import { wrappedGraph } from "./wrapped-workflow.ts";

/** Where ViewComfy expects ComfyUI unless it is told otherwise. */
export const usualPort = 8188;

/** The port that the running ViewComfy was told: `--port N`. */
export function viewComfyPort({ options }: Session): number {
  return Number(options.extra["port"] ?? usualPort);
}

/** ViewComfy, built and started by somebody else, at `url`; it keeps nothing, and is done with its response body. */
export function openViewComfy(url: string): Contender {
  return {
    name: "ViewComfy",
    async submit(colour, signal) {
      const form = new FormData();
      form.set("workflow", JSON.stringify(wrappedGraph(colour)));
      form.set("viewComfy", JSON.stringify({ inputs: [], textOutputEnabled: false }));
      const reply = await fetch(`${url}/api/comfy`, {
        method: "POST",
        body: form,
        ...(signal && { signal }),
      });
      const body = await reply.arrayBuffer();
      if (!reply.ok || body.byteLength < leastBytes) {
        throw new Error(
          `ViewComfy answered ${reply.status} with ${body.byteLength} bytes. Is it connected to the simulator?`,
        );
      }
    },
    close: () => undefined,
  };
}
