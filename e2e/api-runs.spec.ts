import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import {
  base,
  call,
  finished,
  items,
  key,
  makeOutput,
  readRun,
  until,
  type Run,
  type WorkflowDetail,
} from "./support/api.ts";
import { startLongRun } from "./support/outputs.ts";
import { invalidParams, validParams } from "./support/params.ts";

test("FORM-13 every published workflow runs with valid params and refuses every invalid set, naming the field", async () => {
  test.setTimeout(300_000);
  const workflows = await items<{ name: string }>("/api/v1/workflows");
  // Others of these tests publish some of their own.
  expect(workflows.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "flux_text_to_image",
      "model_free_card",
      "sdxl_base_refiner",
      "sdxl_inpaint_masked",
    ]),
  );
  for (const { name } of workflows) {
    const workflow = (await call("GET", `/api/v1/workflows/${name}`)).body as unknown as WorkflowDetail;
    const params = await validParams(workflow);
    const wrong = invalidParams(workflow, params);
    expect(wrong.length, name).toBeGreaterThanOrEqual(20);
    for (const { why, params: bad, field } of wrong) {
      const { status, body } = await call("POST", "/api/v1/runs", { workflow: name, params: bad });
      expect(status, `${name}: ${why}`).toBe(422);
      const paths = (body as { error: { fields: { path: string }[] } }).error.fields.map(({ path }) => path);
      if (field !== undefined) expect(paths, `${name}: ${why}`).toContain(`/params/${field}`);
    }
    const { status, body } = await call("POST", "/api/v1/runs", { workflow: name, params });
    expect(status, JSON.stringify(body)).toBe(201);
    const [run] = body["items"] as Run[];
    const ended = await finished(run?.id ?? "");
    expect(ended.status, `${name}: ${JSON.stringify(ended)}`).toBe("succeeded");
    expect(ended.outputs.length).toBeGreaterThanOrEqual(1);
  }
});

test("T-40 the largest seed reaches the picture's own record digit for digit", async () => {
  const seed = "18446744073709551615";
  const { body } = await call(
    "POST",
    "/api/v1/runs",
    `{"workflow":"model_free_card","params":{"seed":${seed}}}`,
  );
  const [run] = body["items"] as Run[];
  expect(run?.seed).toBe(seed);
  const [output] = (await finished(run?.id ?? "")).outputs;
  const file = await fetch(`${base}/files/${output?.sha256}/original`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(output?.sha256);
  expect(bytes.toString("latin1")).toContain(`"seed": ${seed}`);
  expect((await call("GET", `/api/v1/outputs/${output?.id}`)).text).toContain(seed);
});

test("runs without a seed get one each, and keep it", async () => {
  const { body } = await call("POST", "/api/v1/runs", { workflow: "model_free_card", params: {}, count: 3 });
  const runs = body["items"] as Run[];
  expect(new Set(runs.map((run) => run.seed)).size).toBe(3);
  const again = await readRun(runs[0]?.id ?? "");
  expect(again.seed).toBe(runs[0]?.seed);
});

test("one Idempotency-Key makes one run, whoever retries; another body with the key is refused", async () => {
  const headers = { "idempotency-key": `once-${Date.now()}` };
  const body = { workflow: "model_free_card", params: {} };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call("POST", "/api/v1/runs", body, headers)),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.every((answer) => answer.status === 201)).toBe(true);
  expect((await call("POST", "/api/v1/runs", { ...body, count: 2 }, headers)).status).toBe(422);
});

test("a canceled run ends as canceled and others go on", async () => {
  const first = await startLongRun();
  const others = { workflow: "sdxl_base_refiner", params: { prompt: "after a long one" }, count: 2 };
  const { body } = await call("POST", "/api/v1/runs", others);
  const [second, third] = body["items"] as [Run, Run];
  await until(
    () => readRun(first.id),
    (run) => run.status === "running",
    "the first run to start",
  );
  expect((await call("POST", `/api/v1/runs/${first.id}/cancellation`)).status).toBe(200);
  expect((await call("POST", `/api/v1/runs/${third.id}/cancellation`)).status).toBe(200);
  expect((await finished(first.id)).status).toBe("canceled");
  expect((await finished(third.id)).status).toBe("canceled");
  expect((await finished(second.id)).status).toBe("succeeded");
});

test("requests that are not understood are answered as promised", async () => {
  expect((await call("POST", "/api/v1/runs", "{not json")).status).toBe(400);
  expect((await call("POST", "/api/v1/runs", { workflow: "no_such", params: {} })).status).toBe(404);
  expect((await call("GET", "/api/v1/runs/nonsense")).status).toBe(404);
  expect((await call("GET", "/api/v1/outputs?limit=99999")).status).toBe(400);
  expect((await call("GET", "/api/v1/outputs?cursor=nonsense")).status).toBe(400);
  expect((await call("GET", "/api/v1/runs", undefined, { authorization: "Bearer wrong" })).status).toBe(401);
  expect(
    (
      await call("POST", "/api/v1/runs", {
        workflow: "model_free_card",
        params: {},
        notes: "x".repeat(2_000_000),
      })
    ).status,
  ).toBe(413);
});

test("the stream resumes after any event without a gap or a repeat", async () => {
  const first = await readStream(undefined, async () => void (await makeOutput()), 4);
  expect(first.length).toBeGreaterThanOrEqual(4);
  const whole = await readStream(first[0], async () => undefined, first.length - 1);
  expect(whole.slice(0, first.length - 1)).toEqual(first.slice(1));
});

/** Reads the numbered events of the stream until `count` have come; returns their ids. */
async function readStream(
  lastEventId: string | undefined,
  meanwhile: () => Promise<void>,
  count: number,
): Promise<string[]> {
  const stop = new AbortController();
  const response = await fetch(`${base}/api/v1/events`, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
    signal: stop.signal,
  });
  const ids: string[] = [];
  const work = meanwhile();
  let text = "";
  const decoder = new TextDecoder();
  const timer = setTimeout(() => stop.abort(), 30_000);
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const frames = text.split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const id = /^id: ?(.+)$/m.exec(frame)?.[1];
        if (id !== undefined) ids.push(id);
      }
      if (ids.length >= count) break;
    }
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
  await work;
  return ids;
}
