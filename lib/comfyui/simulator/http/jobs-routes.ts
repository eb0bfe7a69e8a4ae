import { jobOfHistory, jobOfQueue, type Job, type JobStatus, jobStatuses } from "#lib/comfyui/simulator/jobs";
import { isPyObject } from "#lib/comfyui/simulator/python-json";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import { readJson } from "./read-body.ts";
import type { Reply } from "./reply.ts";
import { json } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

const since = ({ profile }: SimulatedServer): boolean => profile.hasJobsApi;
const sinceCancel = ({ profile }: SimulatedServer): boolean => profile.hasJobsCancel;
const endedStatuses: readonly JobStatus[] = ["completed", "failed", "cancelled"];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `/api/jobs`, from 0.6 on; never without the prefix. */
export const jobsRoutes: Route[] = [
  { method: "GET", path: "/jobs", prefix: "required", since, handle: listJobs },
  {
    method: "GET",
    path: "/jobs/{id}",
    prefix: "required",
    since,
    handle: ({ server, params }) => {
      spoil(server);
      const job = findJob(server, params["id"] ?? "");
      return job === undefined
        ? json({ error: "Job not found" }, 404)
        : json({ ...job.fields, ...job.details });
    },
  },
  { method: "POST", path: "/jobs/cancel", prefix: "required", since: sinceCancel, handle: cancelMany },
  {
    method: "POST",
    path: "/jobs/{id}/cancel",
    prefix: "required",
    since: sinceCancel,
    handle: ({ server, params }) => json({ cancelled: cancel(server, params["id"] ?? "") }),
  },
];

function spoil(server: SimulatedServer): void {
  if (server.scenarios.take("poison-jobs")) throw new PythonError("AttributeError", "no attribute 'get'");
}

/** Only records that were asked for are made: a poisoned one spoils no other listing. */
function jobsOf(server: SimulatedServer, wanted: readonly string[]): Job[] {
  const { running, queue, history } = server;
  const current = running === null || !wanted.includes("in_progress") ? [] : [running];
  const waiting = wanted.includes("pending") ? queue.pending : [];
  const ended = endedStatuses.some((status) => wanted.includes(status)) ? history.all() : [];
  return [
    ...current.map((item) => jobOfQueue(item, "in_progress")),
    ...waiting.map((item) => jobOfQueue(item, "pending")),
    ...ended.map(jobOfHistory).filter(({ status }) => wanted.includes(status)),
  ];
}

function findJob({ running, queue, history }: SimulatedServer, id: string): Job | undefined {
  const ended = history.get(id);
  if (ended !== undefined) return jobOfHistory(ended);
  if (running?.promptId === id) return jobOfQueue(running, "in_progress");
  const waiting = queue.pending.find(({ promptId }) => promptId === id);
  return waiting === undefined ? undefined : jobOfQueue(waiting, "pending");
}

/** Interrupts atomically what runs, takes away what waits. */
function cancel(server: SimulatedServer, id: string): boolean {
  if (server.running?.promptId === id) return server.interrupt(id);
  if (!server.removePending(id)) return false;
  server.announceQueue();
  return true;
}

async function cancelMany({ server, request }: RouteRequest): Promise<Reply> {
  const body = await readJson(request);
  const ids = isPyObject(body) ? body["job_ids"] : undefined;
  if (!Array.isArray(ids)) return json({ error: "job_ids must be a list" }, 400);
  const invalid = ids.filter((id) => typeof id !== "string" || !uuid.test(id));
  if (invalid.length > 0) return json({ error: "job_ids contains invalid id(s)", invalid_ids: invalid }, 400);
  return json({ cancelled: ids.map((id) => cancel(server, pythonStr(id))).some(Boolean) });
}

function listJobs({ server, query }: RouteRequest): Reply {
  spoil(server);
  const problem = badQuery(query);
  if (problem !== null) return json({ error: problem }, 400);
  const wanted = query.get("status")?.split(",") ?? jobStatuses;
  const workflow = query.get("workflow_id");
  const matching = jobsOf(server, wanted)
    .filter(({ fields }) => workflow === null || fields["workflow_id"] === workflow)
    .toSorted(comparing(query.get("sort_by") ?? "created_at", query.get("sort_order") ?? "desc"));
  const offset = Math.max(0, Number(query.get("offset") ?? 0));
  const limit = query.has("limit") ? Number(query.get("limit")) : null;
  const jobs = matching.slice(offset, limit === null ? undefined : offset + limit);
  const hasMore = offset + jobs.length < matching.length;
  const pagination: PyObject = { offset, limit, total: matching.length, has_more: hasMore };
  return json({ jobs: jobs.map(({ fields }): PyJson => fields), pagination });
}

function badQuery(query: URLSearchParams): string | null {
  const statuses = query.get("status")?.split(",") ?? [];
  const unknown = statuses.filter((status) => !jobStatuses.includes(status as JobStatus));
  if (unknown.length > 0) {
    return `Invalid status value(s): ${unknown.join(", ")}. Valid values: ${jobStatuses.join(", ")}`;
  }
  const limit = query.get("limit");
  if (limit !== null && !/^-?\d+$/.test(limit)) return "limit must be an integer";
  if (limit !== null && Number(limit) <= 0) return "limit must be a positive integer";
  const sort = query.get("sort_by") ?? "created_at";
  if (sort !== "created_at" && sort !== "execution_duration") {
    return "sort_by must be 'created_at' or 'execution_duration'";
  }
  const order = query.get("sort_order") ?? "desc";
  return order === "asc" || order === "desc" ? null : "sort_order must be 'asc' or 'desc'";
}

function comparing(by: string, order: string): (a: Job, b: Job) => number {
  const sign = order === "asc" ? 1 : -1;
  return (a, b) => sign * (by === "created_at" ? a.createdAt - b.createdAt : a.durationMs - b.durationMs);
}
