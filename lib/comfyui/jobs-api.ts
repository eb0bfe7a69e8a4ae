import { cancelledSchema, jobSchema, jobsSchema, noJobSchema, type Queue } from "./protocol-schema.ts";
import { tryReadBody } from "./read-body.ts";
import { sendRequest, type ComfyAddress } from "./send-request.ts";

// The jobs API of newer servers speaks of prompts without their graphs. Every function here answers null when the
// server has no such route, or when it broke: one prompt with a null where an object belongs can poison a listing.

const quickMs = 10_000;

/** Where a prompt is; `left` when it is neither pending nor running, so that only history can tell more. */
export async function readJobPlace(
  address: ComfyAddress,
  promptId: string,
  signal?: AbortSignal,
): Promise<"pending" | "running" | "left" | null> {
  const path = `/api/jobs/${encodeURIComponent(promptId)}`;
  const reply = await sendRequest(address, { path, timeoutMs: quickMs, signal });
  // An unknown route is a 404 too, but an empty one.
  if (reply.status === 404) return tryReadBody(reply, noJobSchema) === null ? null : "left";
  const job = reply.status === 200 ? tryReadBody(reply, jobSchema) : null;
  if (job?.id !== promptId) return null;
  if (job.status === "pending") return "pending";
  return job.status === "in_progress" ? "running" : "left";
}

/** The ids of what runs and waits, as `/queue` has them. */
export async function readJobQueue(address: ComfyAddress, signal?: AbortSignal): Promise<Queue | null> {
  const path = "/api/jobs?status=pending,in_progress";
  const reply = await sendRequest(address, { path, timeoutMs: quickMs, signal });
  const jobs = reply.status === 200 ? tryReadBody(reply, jobsSchema)?.jobs : undefined;
  if (jobs === undefined) return null;
  const idsOf = (status: string) => jobs.filter((job) => job.status === status).map(({ id }) => id);
  return { running: idsOf("in_progress"), pending: idsOf("pending") };
}

/** The atomic cancel. False: neither running nor pending. */
export async function cancelJob(address: ComfyAddress, promptId: string): Promise<boolean | null> {
  const path = `/api/jobs/${encodeURIComponent(promptId)}/cancel`;
  const reply = await sendRequest(address, { method: "POST", path, body: "{}", timeoutMs: quickMs });
  return reply.status === 200 ? (tryReadBody(reply, cancelledSchema)?.cancelled ?? null) : null;
}
