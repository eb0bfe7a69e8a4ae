import { expect, test } from "@playwright/test";
import { base, call, finished, items, key, makeOutput, type Output, type Run } from "./support/api.ts";

type Reason = { id: string; label: string; digit: number };

test("a verdict names the revision that was seen; a stale one is refused with who decided what", async () => {
  const output = await makeOutput();
  const path = `/api/v1/outputs/${output.id}/decision`;
  const approved = await call("PUT", path, { verdict: "approved", expected: output.revision });
  expect(approved.status).toBe(200);
  expect(approved.body["state"]).toBe("approved");
  const stale = await call("PUT", path, { verdict: "rejected", expected: output.revision });
  expect(stale.status).toBe(409);
  const { current } = stale.body["error"] as {
    current: { state: string; decision: { by: { name: string } } };
  };
  expect(current.state).toBe("approved");
  expect(current.decision.by.name).not.toBe("");
});

test("of many people deciding at once exactly one wins each revision", async () => {
  const output = await makeOutput();
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      call("PUT", `/api/v1/outputs/${output.id}/decision`, {
        verdict: n % 2 === 0 ? "approved" : "rejected",
        expected: output.revision,
      }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 409)).toHaveLength(29);
});

test("undo withdraws the verdict, keeps the history, and a second undo has nothing to undo", async () => {
  const output = await makeOutput();
  const path = `/api/v1/outputs/${output.id}/decision`;
  const [reason] = await items<Reason>("/api/v1/reasons");
  await call("PUT", path, {
    verdict: "rejected",
    reason: reason?.id,
    note: "six fingers",
    expected: output.revision,
  });
  expect((await call("DELETE", path)).status).toBe(200);
  const { body } = await call("GET", `/api/v1/outputs/${output.id}`);
  expect(body["state"]).toBe("pending");
  expect((body["decisions"] as { verdict: string }[]).map(({ verdict }) => verdict).sort()).toEqual([
    "rejected",
    "withdrawn",
  ]);
  expect((await call("DELETE", path)).status).toBe(409);
});

test("re-seed makes the announced children of the same params with fresh seeds, once per key", async () => {
  const output = await makeOutput({ seed: 7 });
  const headers = { "idempotency-key": `reseed-${output.id}` };
  const first = await call("POST", `/api/v1/outputs/${output.id}/reseeds`, { count: 2 }, headers);
  const again = await call("POST", `/api/v1/outputs/${output.id}/reseeds`, { count: 2 }, headers);
  expect(first.status).toBe(201);
  expect(again.text).toBe(first.text);
  const children = first.body["items"] as Run[];
  expect(children).toHaveLength(2);
  expect(new Set([...children.map((run) => run.seed), "7"]).size).toBe(3);
  const child = await finished(children[0]?.id ?? "");
  expect(child.parentOutputId).toBe(output.id);
  const parent = (await call("GET", `/api/v1/outputs/${output.id}`)).body;
  expect(parent["state"]).toBe("reseeded");
});

test("bulk decisions answer for each output; one bad line spoils nothing", async () => {
  const [one, two] = [await makeOutput(), await makeOutput()];
  const { status, body } = await call("POST", "/api/v1/decisions", {
    items: [
      { output: one.id, verdict: "approved", expected: one.revision },
      { output: two.id, verdict: "approved", expected: 99 },
      { output: "01900000-0000-7000-8000-00000000dead", verdict: "approved", expected: 0 },
    ],
  });
  expect(status).toBe(200);
  expect((body["items"] as { status: number }[]).map((answer) => answer.status)).toEqual([200, 409, 404]);
});

test("the review queue pages through every output once, while others arrive", async () => {
  await makeOutput();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `/api/v1/outputs?limit=2${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    const { body } = await call("GET", path);
    seen.push(...(body["items"] as Output[]).map(({ id }) => id));
    cursor = body["nextCursor"] as string | null;
    if (seen.length === 2) await makeOutput();
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(seen.length);
});

test("files are served under their hash to those who may see them, for ever and as what they are", async () => {
  const output = await makeOutput();
  const { headers, status } = await fetchFile(`/files/${output.sha256}/512`);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("image/webp");
  expect(headers.get("cache-control")).toContain("immutable");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect((await fetchFile(`/files/${output.sha256}/512`, { authorization: "" })).status).toBe(401);
  expect((await fetchFile(`/files/${"0".repeat(64)}/512`)).status).toBe(404);
});

async function fetchFile(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${base}${path}`, { headers: { authorization: `Bearer ${key}`, ...headers } });
}
