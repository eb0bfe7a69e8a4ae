import type { OutputView } from "#lib/output/output-schema";
import type { RunView } from "#lib/run/run-schema";
import type { RigWeb } from "../kit/rig.ts";
import { openClientLedger } from "./ledger/client-ledger.ts";

/** What one request was told, word for word. */
export type Told = { status: number; text: string };

export type WebClient = ReturnType<typeof createWebClient>;

/** A run that is quickly painted. */
export const smallCard = { workflow: "model_free_card", params: { width: 512, height: 512 } };

export type Decision = { verdict: "approved" | "rejected"; note: string; expected: number };

/** A program with an owner's key, over HTTP and nothing else. Answers are handed on as they came, and kept in `ledger`. */
export function createWebClient({ url, key }: Pick<RigWeb, "url" | "key">, ledger = openClientLedger()) {
  async function send(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
    const reply = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return { status: reply.status, text: await reply.text() } satisfies Told;
  }

  async function read<T>(path: string): Promise<T> {
    const { status, text } = await send("GET", path);
    if (status !== 200) throw new Error(`${path} was answered with ${status}: ${text}`);
    return JSON.parse(text) as T;
  }

  const json = { "content-type": "application/json" };
  return {
    async submit(run: object, idempotencyKey: string): Promise<Told> {
      const body = JSON.stringify(run);
      const told = await send("POST", "/runs", body, { ...json, "idempotency-key": idempotencyKey });
      const { status, text: answer } = told;
      const runIds = promisedRuns(told).map(({ id }) => id);
      ledger.submits.push({ key: idempotencyKey, body, status, answer, runIds });
      return told;
    },
    async decide(outputId: string, decision: Decision): Promise<Told> {
      const path = `/outputs/${outputId}/decision`;
      const told = await send("PUT", path, JSON.stringify(decision), json);
      const { status, text } = told;
      const revision = status === 200 ? (JSON.parse(text) as OutputView).revision : null;
      ledger.decisions.push({ ...decision, outputId, status, revision });
      return told;
    },
    upload(bytes: Uint8Array, filename: string): Promise<Told> {
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array(bytes)]), filename);
      return send("POST", "/assets", form);
    },
    readRun: (id: string) => read<RunView>(`/runs/${id}`),
    readOutput: (id: string) => read<OutputView>(`/outputs/${id}`),
  };
}

/** The runs that an answer to a submission promised; none when it was refused. */
export function promisedRuns({ status, text }: Told): RunView[] {
  return status === 201 ? (JSON.parse(text) as { items: RunView[] }).items : [];
}

/** Submits one run and answers with its id; a workflow that the worker is still publishing is waited for. */
export async function submitRun(client: WebClient, body: object): Promise<string> {
  const key = crypto.randomUUID();
  return until("A run was not taken", async () => {
    const told = await client.submit(body, key);
    const [run] = promisedRuns(told);
    if (run === undefined && told.status !== 404) {
      throw new Error(`A run was refused with ${told.status}: ${told.text}`);
    }
    return run?.id ?? null;
  });
}

/** The run at its end, whatever that is. Throws when there is none in time. */
export function readEnded(client: WebClient, id: string, withinMs?: number): Promise<RunView> {
  const ended = async () => {
    const run = await client.readRun(id);
    return run.finishedAt === null ? null : run;
  };
  return until(`Run ${id} has not ended`, ended, withinMs);
}

/** Asks until there is something; throws `complaint` after `withinMs`. */
export async function until<T>(
  complaint: string,
  ask: () => Promise<T | null>,
  withinMs = 30_000,
): Promise<T> {
  for (const endsAt = performance.now() + withinMs; performance.now() < endsAt;) {
    const found = await ask();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${complaint} within ${withinMs} ms.`);
}
