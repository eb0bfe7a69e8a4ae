import { createHash } from "node:crypto";
import { stringifyExactJson, type ExactJson } from "#lib/json";
import { featuresOf, type ComfyFeatures } from "./comfy-version.ts";
import { cancelJob, readJobPlace, readJobQueue } from "./jobs-api.ts";
import { foreignId, readPromptAnswer, type PromptOutcome } from "./prompt-answer.ts";
import {
  featuresSchema,
  historySchema,
  objectInfoSchema,
  queueSchema,
  systemStatsSchema,
  uploadedSchema,
  type HistoryEntry,
  type ObjectInfo,
  type Queue,
} from "./protocol-schema.ts";
import { readBody, tryReadBody } from "./read-body.ts";
import { ComfyFault } from "./comfy-fault.ts";
import {
  addressOf,
  sendRequest,
  type ComfyAddress,
  type ComfyReply,
  type ComfyRequest,
} from "./send-request.ts";

export type ServerFacts = ComfyFeatures & { version: string; maxUploadBytes: number };

export type PromptSubmission = {
  promptId: string;
  clientId: string;
  /** JSON text, posted as it is. */
  graph: string;
  signal?: AbortSignal;
};

/** `others` is what runs meanwhile; it changes as the queue moves. */
export type QueuePlace = { place: "running" } | { place: "pending"; others: string };

export type FileReference = { filename: string; subfolder: string; type: string };

const quickMs = 10_000;
/** A server that loads a large model answers nothing for a long while. */
const patientMs = 60_000;
const downloadMs = 120_000;
const maxDownloadBytes = 512 * 1024 * 1024;
const usualUploadBytes = 100 * 1024 * 1024;

export type ComfyClient = ReturnType<typeof createComfyClient>;

/**
 * A ComfyUI server over HTTP. Knows the protocol and nothing of ours. Every method throws `ComfyFault` when no usable
 * answer came, except `submitPrompt`, whose outcomes are values. `onRepair` hears what an answer was about that was no
 * JSON, because of a NaN in it, and was read all the same.
 */
export function createComfyClient(url: string, onRepair: (what: string) => void = () => undefined) {
  const address: ComfyAddress = addressOf(url);
  const uploads = new Map<string, Promise<string>>();
  let facts: ServerFacts | null = null;

  function get(path: string, timeoutMs = quickMs, signal?: AbortSignal) {
    return sendRequest(address, { path, timeoutMs, signal });
  }

  async function post(path: string, body: ExactJson, timeoutMs = quickMs): Promise<void> {
    const reply = await sendRequest(address, {
      method: "POST",
      path,
      body: stringifyExactJson(body),
      timeoutMs,
    });
    if (reply.status !== 200) {
      throw new ComfyFault("unusable", `${path} was answered with ${reply.status}`, reply.status);
    }
  }

  return {
    address,

    /**
     * Posts a graph under our own prompt id. A server that gives it another id is refused in turn: after a lost answer
     * nothing could be found again there.
     */
    async submitPrompt({ promptId, clientId, graph, signal }: PromptSubmission): Promise<PromptOutcome> {
      const ids = JSON.stringify({ prompt_id: promptId, client_id: clientId });
      const body = `{"prompt":${graph},${ids.slice(1)}`;
      try {
        const outcome = readPromptAnswer(
          await sendRequest(address, { method: "POST", path: "/prompt", body, timeoutMs: patientMs, signal }),
        );
        if (outcome.kind !== "accepted" || outcome.promptId === promptId) return outcome;
        // When it runs already it runs for nobody; there is no way to stop only that one.
        await this.deleteQueued(outcome.promptId).catch(() => undefined);
        return { kind: "refused", refusal: foreignId };
      } catch (error) {
        if (!(error instanceof ComfyFault)) throw error;
        return { kind: error.kind === "unsent" ? "unsent" : "unknown", reason: error.message };
      }
    },

    /** Ids by place: at most one runs; pending ones are unordered. Without everybody's graphs where that can be had. */
    async readQueue(signal?: AbortSignal): Promise<Queue> {
      const jobs = facts?.jobsApi ? await readJobQueue(address, signal) : null;
      if (jobs !== null) return jobs;
      const queue = readBody(await get("/queue", quickMs, signal), queueSchema, "The queue");
      return {
        running: queue.queue_running.map(({ promptId }) => promptId),
        pending: queue.queue_pending.map(({ promptId }) => promptId),
      };
    },

    /** Where in the queue a prompt is, or null when it is not there: history knows it then, or nobody does. */
    async locateInQueue(promptId: string, signal?: AbortSignal): Promise<QueuePlace | null> {
      const told = facts?.jobsApi ? await readJobPlace(address, promptId, signal) : null;
      if (told === "running") return { place: "running" };
      if (told === "left") return null;
      const { running, pending } = await this.readQueue(signal);
      if (running.includes(promptId)) return { place: "running" };
      return pending.includes(promptId) ? { place: "pending", others: running.join() } : null;
    },

    /** The entry of a finished prompt, or null: unknown, pending, running and deleted ones look alike. */
    async readHistory(promptId: string, signal?: AbortSignal): Promise<HistoryEntry | null> {
      const reply = await get(`/history/${encodeURIComponent(promptId)}`, quickMs, signal);
      const history = readBody(reply, historySchema, "The history", () => onRepair("the history"));
      return history[promptId] ?? null;
    },

    /** Takes a pending prompt out of the queue; a running or unknown one is left alone. */
    deleteQueued: (promptId: string) => post("/queue", { delete: [promptId] }),

    /** Interrupts `promptId` on servers with targeted interrupt; WHATEVER RUNS on older ones. */
    interrupt: (promptId: string) => post("/interrupt", { prompt_id: promptId }),

    /** The atomic cancel of newer servers. False: neither running nor pending. Null: there is no such route. */
    cancelJob: (promptId: string) => cancelJob(address, promptId),

    /** Unloads models and drops the node cache before the next prompt. */
    free: () => post("/free", { unload_models: true, free_memory: true }),

    /**
     * The bytes of a file, checked against every size that is told. A 404 is a `ComfyFault` with that status; one that is
     * `unusable` with status 200 stays so however often it is asked for.
     */
    async download(file: FileReference, signal?: AbortSignal): Promise<Uint8Array> {
      const request: ComfyRequest = {
        path: `/view?${new URLSearchParams(file)}`,
        timeoutMs: downloadMs,
        maxBytes: maxDownloadBytes,
        signal,
      };
      try {
        const reply = await sendRequest(address, request);
        if (reply.status === 200) return wholeFile(reply);
        throw new ComfyFault("unusable", `/view was answered with ${reply.status}`, reply.status);
      } catch (error) {
        throw (await isEndOfFile(address, request, error))
          ? new ComfyFault("unusable", "It announced more bytes than the file has", 200, { cause: error })
          : error;
      }
    },

    /**
     * Puts an input file where LoadImage finds it and answers its name there. Named by content, so equal files are
     * sent once and the server keeps one copy.
     */
    uploadImage(bytes: Uint8Array, extension: string): Promise<string> {
      if (facts !== null && bytes.byteLength > facts.maxUploadBytes) {
        return Promise.reject(new ComfyFault("unusable", "The file is larger than the server takes", 413));
      }
      const filename = `${createHash("sha256").update(bytes).digest("hex")}.${extension}`;
      const known = uploads.get(filename);
      if (known) return known;
      const upload = sendUpload(address, bytes, filename);
      uploads.set(filename, upload);
      upload.catch(() => uploads.delete(filename));
      return upload;
    },

    /** After a restart the input folder may have been emptied: send files again when they are needed. */
    forgetUploads: () => uploads.clear(),

    /** What the server says of itself; the cheapest sign of life. */
    async readStats(signal?: AbortSignal): Promise<{ version: string }> {
      const stats = readBody(await get("/system_stats", quickMs, signal), systemStatsSchema, "/system_stats");
      return { version: stats.system.comfyui_version };
    },

    /** Version and abilities. Both sides keep them: ask again when the server may have become another one. */
    async readFacts(signal?: AbortSignal): Promise<ServerFacts> {
      const { version } = await this.readStats(signal);
      const flags = tryReadBody(await get("/features", quickMs, signal), featuresSchema);
      const maxUploadBytes = flags?.max_upload_size ?? usualUploadBytes;
      facts = { version, ...featuresOf(version), maxUploadBytes };
      return facts;
    },

    /** Every node class with its inputs. Megabytes, and seconds to build: keep it. */
    async readObjectInfo(signal?: AbortSignal): Promise<ObjectInfo> {
      return readBody(await get("/object_info", patientMs, signal), objectInfoSchema, "/object_info");
    },
  };
}

/**
 * A cut connection and a wrong Content-Length look the same, and only the first is worth another try: asked for what
 * is missing, a server whose file ends there says that there is nothing.
 */
async function isEndOfFile(address: ComfyAddress, request: ComfyRequest, error: unknown): Promise<boolean> {
  if (!(error instanceof ComfyFault) || error.kind !== "unanswered" || error.receivedBytes === 0)
    return false;
  try {
    const rest = await sendRequest(address, { ...request, fromByte: error.receivedBytes });
    return rest.status === 416;
  } catch (fault) {
    if (fault instanceof ComfyFault) return false;
    throw fault;
  }
}

/** ComfyUI's ETag is time and size of the file: it gives away a proxy that puts other bytes under the same headers. */
function wholeFile({ status, headers, bytes }: ComfyReply): Uint8Array {
  const [, size] = /^"[0-9a-f]+-([0-9a-f]+)"$/.exec(headers.etag ?? "") ?? [];
  if (size === undefined || Number.parseInt(size, 16) === bytes.byteLength) return bytes;
  throw new ComfyFault("unanswered", `Got ${bytes.byteLength} bytes of a file of another size`, status);
}

async function sendUpload(address: ComfyAddress, bytes: Uint8Array, filename: string): Promise<string> {
  const form = new FormData();
  form.set("image", new Blob([new Uint8Array(bytes)]), filename);
  form.set("subfolder", "proofsheet");
  form.set("overwrite", "true");
  const reply = await sendRequest(address, {
    method: "POST",
    path: "/upload/image",
    body: form,
    timeoutMs: downloadMs,
  });
  const { name, subfolder } = readBody(reply, uploadedSchema, "The upload");
  return subfolder === "" ? name : `${subfolder}/${name}`;
}
