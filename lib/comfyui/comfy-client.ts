import { createHash } from "node:crypto";
import { stringifyExactJson, type ExactJson } from "#lib/json";
import { featuresOf, type ComfyFeatures } from "./comfy-version.ts";
import { createDownload } from "./download-file.ts";
import { cancelJob, readJobPlace, readJobQueue } from "./jobs-api.ts";
import { readPromptAnswer, type PromptOutcome } from "./prompt-answer.ts";
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
import { addressOf, sendRequest, type ComfyAddress } from "./send-request.ts";

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

const quickMs = 10_000;
/** A server that loads a large model answers nothing for a long while. */
const patientMs = 60_000;
const uploadMs = 120_000;
const maxEntryBytes = 4 * 1024 * 1024;
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

    /** Posts a graph under our own prompt id. */
    async submitPrompt({ promptId, clientId, graph, signal }: PromptSubmission): Promise<PromptOutcome> {
      const ids = JSON.stringify({ prompt_id: promptId, client_id: clientId });
      const body = `{"prompt":${graph},${ids.slice(1)}`;
      try {
        const request = { method: "POST", path: "/prompt", body, timeoutMs: patientMs, signal } as const;
        return readPromptAnswer(await sendRequest(address, request), promptId);
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
      const entry = history[promptId] ?? null;
      const isAnothers = entry === null ? Object.keys(history).length > 0 : isOfAnother(entry, promptId);
      if (isAnothers)
        throw new ComfyFault("unusable", "The history answered for another prompt", reply.status);
      return entry;
    },

    /** The newest prompt that the history has, or null. A server that answers with much more than that is not read. */
    async readNewestId(signal?: AbortSignal): Promise<string | null> {
      const request = { path: "/history?max_items=1", timeoutMs: quickMs, maxBytes: maxEntryBytes, signal };
      const history = readBody(await sendRequest(address, request), historySchema, "The history");
      return Object.keys(history).at(-1) ?? null;
    },

    /** Takes a pending prompt out of the queue; a running or unknown one is left alone. */
    deleteQueued: (promptId: string) => post("/queue", { delete: [promptId] }),

    /** Interrupts `promptId` on servers with targeted interrupt; WHATEVER RUNS on older ones. */
    interrupt: (promptId: string) => post("/interrupt", { prompt_id: promptId }),

    /** The atomic cancel of newer servers. False: neither running nor pending. Null: there is no such route. */
    cancelJob: (promptId: string) => cancelJob(address, promptId),

    /** Unloads models and drops the node cache before the next prompt. */
    free: () => post("/free", { unload_models: true, free_memory: true }),

    /** See `createDownload`. */
    download: createDownload(address),

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
      const reply = await get("/object_info", patientMs, signal);
      const classes = readBody(reply, objectInfoSchema, "/object_info");
      if (Object.keys(classes).length > 0) return classes;
      throw new ComfyFault("unusable", "/object_info was answered with nothing", reply.status);
    },
  };
}

/** An entry that is kept under our id, and yet speaks of another one. */
function isOfAnother({ prompt }: HistoryEntry, promptId: string): boolean {
  return prompt !== undefined && prompt[1] !== promptId;
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
    timeoutMs: uploadMs,
  });
  const { name, subfolder } = readBody(reply, uploadedSchema, "The upload");
  return subfolder === "" ? name : `${subfolder}/${name}`;
}
