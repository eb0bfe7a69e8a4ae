import type { HistoryEntry } from "./history.ts";
import type { QueueItem } from "./prompt-queue.ts";
import { numberOf } from "./prompt-queue.ts";
import { PythonError } from "./python-error.ts";
import type { PyJson, PyObject } from "./python-json.ts";
import { isPyObject } from "./python-json.ts";

export const jobStatuses = ["pending", "in_progress", "completed", "failed", "cancelled"] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** One record of `/api/jobs`; `details` are only shown for a single job. */
export type Job = {
  status: JobStatus;
  createdAt: number;
  durationMs: number;
  fields: PyObject;
  details: PyObject;
};

const previewable = new Set(["images", "audio", "video", "gifs", "3d", "text"]);

export function jobOfQueue(item: QueueItem, status: "pending" | "in_progress"): Job {
  const fields = withoutNulls({
    id: item.promptId,
    status,
    priority: numberOf(item),
    create_time: createdAt(item),
    outputs_count: 0,
    previewable_outputs_count: 0,
    workflow_id: workflowId(item),
  });
  return { status, createdAt: createdAt(item), durationMs: 0, fields, details: {} };
}

export function jobOfHistory(entry: HistoryEntry): Job {
  const { item, outputs, messages, success } = entry;
  const last = messages.at(-1);
  const status = success ? "completed" : last?.[0] === "execution_interrupted" ? "cancelled" : "failed";
  const started = stampOf(messages[0]?.[1]);
  const ended = stampOf(last?.[1]);
  const files = outputFiles(outputs);
  const fields = withoutNulls({
    id: item.promptId,
    status,
    priority: numberOf(item),
    create_time: createdAt(item),
    execution_start_time: started,
    execution_end_time: ended,
    execution_error: status === "failed" ? (last?.[1] ?? null) : null,
    outputs_count: files.length,
    previewable_outputs_count: files.filter(({ mediaType }) => previewable.has(mediaType)).length,
    preview_output: previewOf(files),
    workflow_id: workflowId(item),
  });
  const details: PyObject = {
    outputs,
    execution_status: { status_str: success ? "success" : "error", completed: success, messages },
    workflow: { prompt: item.graph, extra_data: item.extraData },
  };
  return { status, createdAt: createdAt(item), durationMs: ended - started, fields, details };
}

type OutputFile = { nodeId: string; mediaType: string; value: PyJson };

function outputFiles(outputs: Record<string, PyObject>): OutputFile[] {
  return Object.entries(outputs).flatMap(([nodeId, media]) =>
    Object.entries(media)
      .filter(([mediaType]) => mediaType !== "animated")
      .flatMap(([mediaType, list]) =>
        Array.isArray(list) ? list.map((value) => ({ nodeId, mediaType, value })) : [],
      ),
  );
}

function previewOf(files: readonly OutputFile[]): PyObject | null {
  const kept = files.find(({ value }) => isPyObject(value) && value["type"] === "output") ?? files[0];
  if (kept === undefined) return null;
  const { nodeId, mediaType, value } = kept;
  return isPyObject(value) ? { ...value, nodeId, mediaType } : { content: value, nodeId, mediaType };
}

/** A null where an object is expected raises, and takes the whole list down with it. */
function workflowId({ extraData }: QueueItem): PyJson {
  const info = extraData["extra_pnginfo"];
  if (info === undefined) return null;
  const workflow = isPyObject(info) ? info["workflow"] : null;
  if (workflow === undefined) return null;
  if (!isPyObject(workflow))
    throw new PythonError("AttributeError", "'NoneType' object has no attribute 'get'");
  return workflow["id"] ?? null;
}

function createdAt({ extraData }: QueueItem): number {
  return Number(extraData["create_time"] ?? 0);
}

function stampOf(data: PyObject | undefined): number {
  return Number(data?.["timestamp"] ?? 0);
}

function withoutNulls(fields: PyObject): PyObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
