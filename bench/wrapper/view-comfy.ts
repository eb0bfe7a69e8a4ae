import { leastBytes, type Contender } from "./contender.ts";
import { wrappedGraph } from "./wrapped-workflow.ts";

/** ViewComfy, built and started by somebody else, at `url`; it keeps nothing, and is done with its response body. */
export function openViewComfy(url: string): Contender {
  return {
    name: "ViewComfy",
    async submit(colour) {
      const form = new FormData();
      form.set("workflow", JSON.stringify(wrappedGraph(colour)));
      form.set("viewComfy", JSON.stringify({ inputs: [], textOutputEnabled: false }));
      const reply = await fetch(`${url}/api/comfy`, { method: "POST", body: form });
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
