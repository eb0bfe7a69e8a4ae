import process from "node:process";

const base = process.env["BASE_URL"] ?? "http://127.0.0.1:3000";
const key = process.env["PROOFSHEET_API_KEY"] ?? "";

export type Json = Record<string, unknown>;
export type Answer = { status: number; body: Json; text: string; headers: Headers };

export type Run = {
  id: string;
  status: string;
  seed: string;
  params: Json;
  outputs: Output[];
  parentOutputId: string | null;
};
export type Output = {
  id: string;
  runId: string;
  state: string;
  revision: number;
  sha256: string;
  seed: string;
};
export type Property = {
  type?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
};
export type WorkflowDetail = {
  name: string;
  contract: { properties: Record<string, Property>; required?: string[] };
};

/** One request as a program sends it. `body` goes as JSON; a string goes as it is. */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? {} : (JSON.parse(text) as Json),
    text,
    headers: response.headers,
  };
}

export async function items<T>(path: string): Promise<T[]> {
  return (await call("GET", path)).body["items"] as T[];
}

/** Asks until `done` says so; a promise about state, never about time. */
export async function until<T>(
  read: () => Promise<T>,
  done: (value: T) => boolean,
  what: string,
  mostMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + mostMs;
  for (;;) {
    const value = await read();
    if (done(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Waited in vain for ${what}: ${JSON.stringify(value).slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function readRun(id: string): Promise<Run> {
  return (await call("GET", `/api/v1/runs/${id}`)).body as unknown as Run;
}

export function finished(id: string): Promise<Run> {
  return until(
    () => readRun(id),
    (run) => !["queued", "running"].includes(run.status),
    `run ${id} to end`,
  );
}

/** A run lists its outputs without repeating its own id. */
export function outputsOf(run: Run): Output[] {
  return run.outputs.map((output) => ({ ...output, runId: run.id }));
}

/** Makes one run of the model-free card and waits for its picture. */
export async function makeOutput(params: Json = {}): Promise<Output> {
  const { body } = await call("POST", "/api/v1/runs", { workflow: "model_free_card", params });
  const [run] = body["items"] as Run[];
  if (run === undefined) throw new Error(`No run: ${JSON.stringify(body)}`);
  const [output] = outputsOf(await finished(run.id));
  if (output === undefined) throw new Error("The run made no output.");
  return output;
}

export const verdicts = ["approved", "rejected", "reseeded"] as const;

/** Puts a verdict on an output as somebody else with a key does. */
export function decide(output: Output, verdict: (typeof verdicts)[number]): Promise<Answer> {
  return call("PUT", `/api/v1/outputs/${output.id}/decision`, { verdict, expected: output.revision });
}

/** Uploads a picture and returns its asset id. */
export async function uploadAsset(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([bytes], { type: "image/png" }), name);
  const response = await fetch(`${base}/api/v1/assets`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: form,
  });
  const body = (await response.json()) as { id?: string };
  if (body.id === undefined) throw new Error(`Upload refused: ${JSON.stringify(body)}`);
  return body.id;
}

export { base, key };
