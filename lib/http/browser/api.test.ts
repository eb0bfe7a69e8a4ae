import { afterEach, describe, expect, it, vi } from "vitest";
import { apiGet, apiSend, withQuery } from "./api.ts";
import { asProblem, type ApiProblem } from "./api-problem.ts";

afterEach(() => void vi.unstubAllGlobals());

function answer(status: number, text: string, headers: Record<string, string> = {}) {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => new Response(text, { status, headers }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const problemOf = (work: Promise<unknown>): Promise<ApiProblem> =>
  work.then(() => Promise.reject(new Error("it was accepted")), asProblem);

describe("asking the API", () => {
  it("keeps integers that a number would round", async () => {
    answer(200, '{"graph":{"seed":18446744073709551615,"steps":20}}');
    expect(await apiGet("/x")).toEqual({ graph: { seed: 18_446_744_073_709_551_615n, steps: 20 } });
  });

  it("sends wide integers exactly, with a key that makes a repeated POST harmless", async () => {
    const fetched = answer(201, "{}");
    await apiSend("POST", "/x", { seed: 18_446_744_073_709_551_615n }, { idempotencyKey: "k1" });
    const init = fetched.mock.calls[0]?.[1];
    expect(init?.body).toBe('{"seed":18446744073709551615}');
    expect(init?.headers).toMatchObject({ "idempotency-key": "k1", "content-type": "application/json" });
  });

  it("gives every POST a key of its own", async () => {
    const fetched = answer(201, "{}");
    await apiSend("POST", "/x", {});
    await apiSend("POST", "/x", {});
    const keys = fetched.mock.calls.map(([, init]) => new Headers(init.headers).get("idempotency-key"));
    expect(keys[0]).toBeTruthy();
    expect(keys[0]).not.toBe(keys[1]);
  });

  it("takes an answer that does not come in time for a lost one, which may be asked for again", async () => {
    vi.stubGlobal("fetch", (_path: string, { signal }: RequestInit) => {
      const { promise, reject } = Promise.withResolvers<Response>();
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
      return promise;
    });
    const problem = await problemOf(apiSend("PUT", "/x", {}, { limitMs: 5 }));
    expect(problem).toMatchObject({ code: "offline", retryable: true });
  });

  it("turns a refusal into a problem with its fields and current state", async () => {
    const fields = [{ path: "/params/steps", message: "At most 50." }];
    answer(422, JSON.stringify({ error: { code: "invalid", message: "At most 50.", fields } }));
    expect(await problemOf(apiSend("POST", "/x", {}))).toMatchObject({
      code: "invalid",
      fields,
      retryable: false,
    });
    answer(409, JSON.stringify({ error: { code: "conflict", message: "Late.", current: { id: "o1" } } }));
    expect(await problemOf(apiSend("PUT", "/x", {}))).toMatchObject({
      code: "conflict",
      current: { id: "o1" },
    });
  });

  it("says offline when no answer came, and that trying again is worth it", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await problemOf(apiGet("/x"))).toMatchObject({ code: "offline", retryable: true });
  });

  it("speaks for a proxy that answers with a page", async () => {
    answer(502, "<html>Bad gateway</html>");
    expect(await problemOf(apiGet("/x"))).toMatchObject({ code: "unavailable", retryable: true });
    answer(418, "teapot");
    expect((await problemOf(apiGet("/x"))).message).toContain("418");
  });

  it("leaves empty query fields out", () => {
    expect(withQuery("/x", { a: "1 2", b: undefined, c: null, d: "", e: 0 })).toBe("/x?a=1+2&e=0");
  });
});
