import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ClientLedger } from "../ledger/client-ledger.ts";

export type Verdict = "approved" | "rejected" | "reseeded";
export type Selected = { outputId: string; verdict: Verdict; expected: number };
export type Reply = { status: number; text: string };

/** A person or program outside, who asks again until there is an answer and writes down every one. */
export type ApiClient = {
  /** Submits runs under one key, and answers their ids. */
  submit(params: object, count?: number): Promise<string[]>;
  /** One request to POST /runs, without asking again; null when no answer came. */
  trySubmit(key: string, body: string): Promise<Reply | null>;
  cancel(runId: string): Promise<number>;
  /** One decision, asked once; null when no answer came. */
  decide(outputId: string, verdict: Verdict, expected: number): Promise<Reply | null>;
  /** A selection decided at once; an answer for each is written down. */
  decideAll(items: readonly Selected[]): Promise<void>;
  undo(outputId: string, expected: number): Promise<Reply | null>;
  reseed(outputId: string, expected: number, count: number): Promise<string[]>;
  get(path: string): Promise<unknown>;
};

const runsAnswer = z.object({ items: z.array(z.object({ id: z.string() })) });
const outputAnswer = z.object({ revision: z.number() });
const reseedAnswer = runsAnswer.extend({ output: outputAnswer });

const selectionAnswer = z.object({
  items: z.array(z.object({ id: z.string(), status: z.number(), output: outputAnswer.nullable() })),
});

const answerWithinMs = 30_000;
const againMs = 100;
const mostTries = 600;

export function createApiClient(
  { url, key: token }: { url: string; key: string },
  ledger: () => ClientLedger,
): ApiClient {
  async function ask(method: string, path: string, body?: string, key?: string): Promise<Reply | null> {
    try {
      const reply = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(key === undefined ? {} : { "idempotency-key": key }),
        },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      return { status: reply.status, text: await reply.text() };
    } catch {
      return null;
    }
  }

  /** Until somebody answers who is not just away. */
  async function insist(request: () => Promise<Reply | null>): Promise<Reply> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const reply = await request();
      if (reply !== null && reply.status < 500) return reply;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
    throw new Error("The web app has not answered for a minute.");
  }

  async function postRuns(key: string, path: string, body: string): Promise<Reply | null> {
    const reply = await ask("POST", path, body, key);
    if (reply === null) return null;
    const { status, text } = reply;
    const runIds = status === 201 ? runsAnswer.parse(JSON.parse(text)).items.map(({ id }) => id) : [];
    ledger().submits.push({ key, body, status, answer: text, runIds });
    return reply;
  }

  async function decided(
    outputId: string,
    verdict: Verdict | "withdrawn",
    expected: number,
    reply: Reply | null,
  ): Promise<Reply | null> {
    if (reply === null) return null;
    const revision = reply.status === 200 ? outputAnswer.parse(JSON.parse(reply.text)).revision : null;
    ledger().decisions.push({ outputId, verdict, expected, status: reply.status, revision });
    return reply;
  }

  return {
    async submit(params, count = 1) {
      const key = randomUUID();
      const body = JSON.stringify({ workflow: "slow_probe", params, count });
      const { status, text } = await insist(() => postRuns(key, "/runs", body));
      if (status !== 201) throw new Error(`A submission was refused with ${status}: ${text}`);
      return runsAnswer.parse(JSON.parse(text)).items.map(({ id }) => id);
    },
    trySubmit: (key, body) => postRuns(key, "/runs", body),
    async cancel(runId) {
      ledger().cancels.add(runId);
      const key = randomUUID();
      const { status } = await insist(() => ask("POST", `/runs/${runId}/cancellation`, "{}", key));
      return status;
    },
    async decide(outputId, verdict, expected) {
      const body = JSON.stringify({ verdict, expected });
      return decided(outputId, verdict, expected, await ask("PUT", `/outputs/${outputId}/decision`, body));
    },
    async decideAll(items) {
      const body = JSON.stringify({
        items: items.map(({ outputId, ...rest }) => ({ output: outputId, ...rest })),
      });
      const key = randomUUID();
      const { status, text } = await insist(() => ask("POST", "/decisions", body, key));
      if (status !== 200) throw new Error(`A selection was answered with ${status}: ${text}`);
      const answers = new Map(selectionAnswer.parse(JSON.parse(text)).items.map((item) => [item.id, item]));
      for (const { outputId, verdict, expected } of items) {
        const answer = answers.get(outputId);
        const revision = answer?.status === 200 ? (answer.output?.revision ?? null) : null;
        ledger().decisions.push({ outputId, verdict, expected, status: answer?.status ?? 0, revision });
      }
    },
    async undo(outputId, expected) {
      const path = `/outputs/${outputId}/decision?expected=${expected}`;
      return decided(outputId, "withdrawn", expected, await ask("DELETE", path));
    },
    async reseed(outputId, expected, count) {
      const key = randomUUID();
      const body = JSON.stringify({ count, expected });
      const { status, text } = await insist(() => postRuns(key, `/outputs/${outputId}/reseeds`, body));
      if (status !== 201) return [];
      const { items, output } = reseedAnswer.parse(JSON.parse(text));
      const { revision } = output;
      ledger().decisions.push({ outputId, verdict: "reseeded", expected, status, revision });
      return items.map(({ id }) => id);
    },
    async get(path) {
      const { text } = await insist(() => ask("GET", path));
      return JSON.parse(text) as unknown;
    },
  };
}
