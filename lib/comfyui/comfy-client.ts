import { createHash } from "node:crypto";
import { stringifyExactJson, type ExactJson } from "#lib/json";
import { featuresOf, type ComfyFeatures } from "./comfy-version.ts";
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
/** A file comes in pieces. Where none comes for so long, a line is open at this end only. */
const downloadSilenceMs = 20_000;
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

    /** Takes a pending prompt out of the queue; a running or unknown one is left alone. */
    deleteQueued: (promptId: string) => post("/queue", { delete: [promptId] }),

    /** Interrupts `promptId` on servers with targeted interrupt; WHATEVER RUNS on older ones. */
    interrupt: (promptId: string) => post("/interrupt", { prompt_id: promptId }),

    /** The atomic cancel of newer servers. False: neither running nor pending. Null: there is no such route. */
    cancelJob: (promptId: string) => cancelJob(address, promptId),

    /** Unloads models and drops the node cache before the next prompt. */
    free: () => post("/free", { unload_models: true, free_memory: true }),

    /**
     * The bytes of a file, checked against every size that is told. What is wrong in ComfyUI's own words is an `unusable`
     * `ComfyFault`: with status 404 the file is not there, with 200 it stays so however often it is asked for. Whatever
     * else comes instead is `unanswered`: with status 200 it came as the file, and not in its size; else it says nothing
     * of the file.
     */
    async download(file: FileReference, signal?: AbortSignal): Promise<Uint8Array> {
      const request: ComfyRequest = {
        path: `/view?${new URLSearchParams(file)}`,
        timeoutMs: downloadMs,
        silenceMs: downloadSilenceMs,
        maxBytes: maxDownloadBytes,
        signal,
      };
      try {
        const reply = await sendRequest(address, request);
        if (reply.status === 200) return wholeFile(reply, file);
        const kind = isOwnRefusal(reply) ? "unusable" : "unanswered";
        throw new ComfyFault(kind, `/view was answered with ${reply.status}`, reply.status);
      } catch (error) {
        const sizeBytes = await sizeAtEnd(address, request, error);
        if (sizeBytes === null || !(error instanceof ComfyFault)) throw error;
        if (sizeBytes === error.receivedBytes) return error.received;
        throw new ComfyFault("unusable", "It announced more bytes than the file has", 200, { cause: error });
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
      const reply = await get("/object_info", patientMs, signal);
      const classes = readBody(reply, objectInfoSchema, "/object_info");
      if (Object.keys(classes).length > 0) return classes;
      throw new ComfyFault("unusable", "/object_info was answered with nothing", reply.status);
    },
  };
}

/**
 * A cut connection and a wrong Content-Length look the same: asked for what is missing, a server whose file ends there
 * says that there is nothing, and how large the file is. That size, NaN where it is not told, or null for a cut.
 */
async function sizeAtEnd(
  address: ComfyAddress,
  request: ComfyRequest,
  error: unknown,
): Promise<number | null> {
  if (!(error instanceof ComfyFault) || error.kind !== "unanswered" || error.receivedBytes === 0) return null;
  try {
    const rest = await sendRequest(address, { ...request, fromByte: error.receivedBytes });
    if (rest.status !== 416) return null;
    const [, size] = /^bytes \*\/(\d+)$/.exec(rest.headers["content-range"] ?? "") ?? [];
    return Number(size ?? Number.NaN);
  } catch (fault) {
    if (fault instanceof ComfyFault) return null;
    throw fault;
  }
}

/** An entry that is kept under our id, and yet speaks of another one. */
function isOfAnother({ prompt }: HistoryEntry, promptId: string): boolean {
  return prompt !== undefined && prompt[1] !== promptId;
}

/** ComfyUI refuses a file without a word. A page that says so is from something in between. */
function isOwnRefusal({ status, bytes }: ComfyReply): boolean {
  return [400, 403, 404].includes(status) && bytes.byteLength === 0;
}

/** What pages and messages come as that are put in the place of a file. */
const typesOfPages = /^(text\/(html|plain)|application\/json)\b/;
const filesOfThoseTypes = /\.(html?|txt|json)$/i;
const namesThatStayAsTheyAre = /^[\w.() -]+$/;

/**
 * ComfyUI names every file and its type, and its ETag is time and size of the file. That gives away what is put in the
 * place of a file, under its headers or under others.
 */
function wholeFile({ status, headers, bytes }: ComfyReply, { filename }: FileReference): Uint8Array {
  const [, size] = /^"[0-9a-f]+-([0-9a-f]+)"$/.exec(headers.etag ?? "") ?? [];
  if (size !== undefined && Number.parseInt(size, 16) !== bytes.byteLength) {
    throw new ComfyFault("unanswered", `Got ${bytes.byteLength} bytes of a file of another size`, status);
  }
  const isPage = typesOfPages.test(headers["content-type"] ?? "") && !filesOfThoseTypes.test(filename);
  if (headers.etag === undefined && (isPage || bytes.byteLength === 0)) {
    throw new ComfyFault("unanswered", "Something else than the file was handed over");
  }
  const [, named] = /\bfilename="([^"]*)"/.exec(headers["content-disposition"] ?? "") ?? [];
  if (named !== undefined && namesThatStayAsTheyAre.test(filename) && named !== filename) {
    throw new ComfyFault("unanswered", "Another file was handed over");
  }
  return bytes;
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
