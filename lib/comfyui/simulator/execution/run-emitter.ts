import type { StatusMessage } from "#lib/comfyui/simulator/history";
import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { nodeTextFrame, previewFrame, previewWithMetadataFrame } from "#lib/comfyui/simulator/socket/frames";
import type { SocketHub } from "#lib/comfyui/simulator/socket/socket-hub";
import type { PreviewImage } from "./node-context.ts";
import type { NodePlace, Progress } from "./progress.ts";
import { placeJson } from "./progress.ts";

/** The words of one run: who hears what, and what history remembers. */
export class RunEmitter {
  readonly messages: StatusMessage[] = [];
  readonly #hub: SocketHub;
  readonly #promptId: string;
  /** Null: progress goes to everybody, the rest to nobody. */
  readonly #clientId: string | null;

  constructor(hub: SocketHub, promptId: string, clientId: string | null) {
    this.#hub = hub;
    this.#promptId = promptId;
    this.#clientId = clientId;
  }

  /** A message that history keeps; `broadcast` sends it even when nobody in particular is listening. */
  status(event: string, data: PyObject, broadcast = false): void {
    const stamped = this.keep(event, data);
    if (this.#clientId !== null || broadcast) this.#hub.send(event, stamped, this.#clientId);
  }

  /** Only for history; answers it with its time. */
  keep(event: string, data: PyObject): PyObject {
    const stamped = { ...data, timestamp: Date.now() };
    this.messages.push([event, stamped]);
    return stamped;
  }

  executing(place: NodePlace): void {
    this.#toClient("executing", {
      node: place.nodeId,
      display_node: place.displayId,
      prompt_id: this.#promptId,
    });
  }

  executed(place: NodePlace, output: PyObject | null): void {
    this.#toClient("executed", {
      node: place.nodeId,
      display_node: place.displayId,
      output,
      prompt_id: this.#promptId,
    });
  }

  succeeded(stamped: PyObject): void {
    this.#toClient("execution_success", stamped);
  }

  /** Not part of the run any more: the worker is free. */
  end(): void {
    this.#toClient("executing", { node: null, prompt_id: this.#promptId });
  }

  progressState(progress: Progress): void {
    this.#hub.send("progress_state", progress.toJson(), this.#clientId);
  }

  /** With metadata the picture precedes the number, without it follows: so were the servers recorded. */
  tick(place: NodePlace, value: number, max: number, preview: PreviewImage | undefined): void {
    const withMetadata = preview !== undefined && this.#hub.supportsPreviewMetadata(this.#clientId);
    if (withMetadata) {
      const frame = previewWithMetadataFrame(preview, placeJson(place, this.#promptId));
      this.#hub.sendBinary(frame, this.#clientId);
    }
    this.#hub.send(
      "progress",
      { value, max, prompt_id: this.#promptId, node: place.displayId },
      this.#clientId,
    );
    if (preview !== undefined && !withMetadata) this.#hub.sendBinary(previewFrame(preview), this.#clientId);
  }

  /** Reaches every socket, whoever asked for the run. */
  nodeText(place: NodePlace, text: string): void {
    this.#hub.sendBinary(nodeTextFrame(place.nodeId, text), null);
  }

  /** An error that does not end the run, and that history does not keep. */
  blocked(place: NodePlace, nodeType: string, executed: string[], message: string): void {
    const data: PyObject = {
      prompt_id: this.#promptId,
      node_id: place.nodeId,
      node_type: nodeType,
      executed,
      exception_message: `Execution Blocked: ${message}`,
      exception_type: "ExecutionBlocked",
      traceback: [],
      current_inputs: [],
      current_outputs: [],
    };
    this.#hub.send("execution_error", data, this.#clientId);
  }

  /** Message types a custom node might invent. */
  unknown(): void {
    this.#hub.send("simulator.unheard_of", { anything: [1, { nested: true }] }, this.#clientId);
    this.#hub.send("crystools.monitor", { cpu_utilization: 12.5 }, null);
  }

  #toClient(type: string, data: PyObject): void {
    if (this.#clientId !== null) this.#hub.send(type, data, this.#clientId);
  }
}
