import { describe, expect, it } from "vitest";
import type { Simulator } from "#lib/comfyui/simulator/start-simulator";
import type { RunView } from "#lib/run/run-schema";
import { standBetween, type Answered } from "#lib/dispatch/testing/stand-between";
import { eventually, executionsOn, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

// What a proxy between worker and server says is not what the server says: it decides nothing about a run.

const workshop = useWorkshop(writeProbeWorkflows);
const page = { headers: { "content-type": "text/html" }, body: "<html>Somebody else</html>" };

const answers: readonly [string, Answered][] = [
  ["a bad gateway", { status: 502, ...page }],
  ["that it is overloaded", { status: 503, ...page }],
  ["that nobody is there", { status: 404, ...page }],
  ["that nobody is there, without a word", { status: 404 }],
  ["that one may not", { status: 403, ...page }],
  ["that one may not, without a word", { status: 403 }],
  ["that it was asked too often", { status: 429 }],
  ["that it did not understand", { status: 400, ...page }],
  ["that it did not understand, without a word", { status: 400 }],
  [
    "that it did not understand, as JSON",
    { status: 400, headers: { "content-type": "application/json" }, body: '{"error":"Bad Request"}' },
  ],
  ["a page", { status: 200, ...page }],
  ["nothing", { status: 200 }],
  ["half a message", { status: 200, headers: { "content-type": "application/json" }, body: '{"a": [1,' }],
  ["half a page, longer than the picture", { status: 502, ...page, body: "-".repeat(50_000), isCut: true }],
  ["half of something, longer than the picture", { status: 200, body: "-".repeat(50_000), isCut: true }],
  ["somewhere else", { status: 302, headers: { location: "/login" } }],
];

async function drawnOnce(simulator: Simulator, run: RunView | undefined): Promise<RunView> {
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.outputs).toMatchObject([{ kind: "image", quarantine: null }]);
  const last = done.attempts.find(({ status }) => status === "done");
  expect(executionsOn(simulator)).toEqual({ [last?.id ?? ""]: 1 });
  return done;
}

describe.each(answers)("something between that answers with %s", (_what, answer) => {
  it("in the place of a picture is waited out: the picture is fetched when it can be had", async () => {
    const simulator = await workshop.simulator();
    const between = await standBetween(simulator.url, ({ path, before }) =>
      path === "/view" && before < 12 ? answer : null,
    );
    await workshop.worker([between], { timings: { fileAbsent: 10_000 } });
    const [run] = await workshop.submit("slow_probe");
    expect((await drawnOnce(simulator, run)).attempts).toHaveLength(1);
  });

  it("in the place of a server that would have taken a run has it submitted again", async () => {
    const simulator = await workshop.simulator();
    const between = await standBetween(simulator.url, ({ path, before }) =>
      path === "/prompt" && before < 1 ? answer : null,
    );
    await workshop.worker([between]);
    const [run] = await workshop.submit("slow_probe");
    expect((await drawnOnce(simulator, run)).attempts).toMatchObject([
      { status: "lost", error: { code: "unanswered" } },
      { status: "done" },
    ]);
  });

  it("in the place of a server that has taken a run keeps nobody from following it", async () => {
    const simulator = await workshop.simulator();
    const between = await standBetween(simulator.url, async ({ path, before }, passOn) => {
      if (path !== "/prompt" || before > 0) return null;
      await passOn();
      return answer;
    });
    await workshop.worker([between]);
    const [run] = await workshop.submit("slow_probe");
    expect((await drawnOnce(simulator, run)).attempts).toHaveLength(1);
  });
});

it("says on the run what keeps its picture from coming", async () => {
  let isInTheWay = true;
  const simulator = await workshop.simulator();
  const between = await standBetween(simulator.url, ({ path }) =>
    path === "/view" && isInTheWay ? { status: 503 } : null,
  );
  await workshop.worker([between], { timings: { answer: 50 } });
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => {
    expect(await workshop.read(run?.id ?? "")).toMatchObject({
      status: "running",
      attempts: [
        { status: "collecting", error: { code: "file_held_up", message: expect.stringMatching(/503/) } },
      ],
    });
  });
  isInTheWay = false;
  expect((await drawnOnce(simulator, run)).attempts).toMatchObject([{ status: "done", error: null }]);
});

it("a run is drawn again whose picture nobody hands over for as long as a server may be away, and sets nothing aside", async () => {
  let isInTheWay = true;
  const simulator = await workshop.simulator();
  const between = await standBetween(simulator.url, ({ path }) =>
    path === "/view" && isInTheWay ? { status: 503 } : null,
  );
  await workshop.worker([between], { timings: { gone: 200 } });
  const [run] = await workshop.submit("slow_probe");
  await eventually(async () => {
    const { attempts } = await workshop.read(run?.id ?? "");
    const error = { code: "server_gone", message: expect.stringMatching(/503/) };
    expect(attempts[0]).toMatchObject({ status: "lost", error });
  });
  isInTheWay = false;
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.outputs).toMatchObject([{ kind: "image", quarantine: null }]);
});

it("a run whose submission is answered with another prompt's id is followed under its own, and the other is left alone", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const stranger = "01900000-0000-4000-8000-00000000000a";
  const between = await standBetween(simulator.url, async ({ method, path, before }, passOn) => {
    if (method !== "POST" || path !== "/prompt" || before > 0) return null;
    await passOn();
    return { status: 200, body: JSON.stringify({ prompt_id: stranger, number: 1, node_errors: {} }) };
  });
  await workshop.worker([between]);
  const [run] = await workshop.submit("slow_probe");
  expect((await drawnOnce(simulator, run)).attempts).toHaveLength(1);
  expect(simulator.ledger.read().deletions).toEqual([]);
});

it("a POST that is held back for longer than a worker lives is waited for by the next one, not sent again", async () => {
  const simulator = await workshop.simulator();
  let isHeldBack = false;
  let arrive: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (arrive = resolve));
  const between = await standBetween(simulator.url, async ({ path }, passOn) => {
    if (path !== "/prompt") return null;
    isHeldBack = true;
    await held;
    await passOn();
    return { status: 504 };
  });
  const timings = { absentGap: 50, doubtGap: 100, underWay: 20_000 };
  const doomed = await workshop.worker([between], { timings });
  const [run] = await workshop.submit("slow_probe");
  await eventually(() => expect(isHeldBack).toBe(true));
  doomed.abandon();
  const { fence } = await workshop.db.attempt.findFirstOrThrow({ where: { runId: run?.id ?? "" } });
  await workshop.worker([between], { timings });
  await eventually(async () => {
    const taken = await workshop.db.attempt.findFirstOrThrow({ where: { runId: run?.id ?? "" } });
    expect(taken.fence).not.toBe(fence);
  });
  await eventually(() => expect(simulator.ledger.read().historyReads).toBeGreaterThan(12));
  arrive();
  expect((await drawnOnce(simulator, run)).attempts).toHaveLength(1);
});

it("a server whose history has no answer for a run, but that answers otherwise, is not given up", async () => {
  const simulator = await workshop.simulator();
  let isHidden = true;
  let asked = 0;
  const between = await standBetween(simulator.url, ({ path, before }) => {
    if (!path.startsWith("/history/") || !isHidden) return null;
    asked = before;
    return { status: 502, ...page };
  });
  await workshop.worker([between], { timings: { gone: 300 } });
  const [run] = await workshop.submit("slow_probe");
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  // Asked so often, it has been without an answer for longer than a silent server is waited for.
  await eventually(() => expect(asked).toBeGreaterThan(10));
  isHidden = false;
  expect((await drawnOnce(simulator, run)).attempts).toHaveLength(1);
});

it("a run is not submitted again because something remembers an empty queue, as long as the socket has not broken", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  let isStale = false;
  const between = await standBetween(simulator.url, ({ path }) => {
    if (!isStale) return null;
    if (path.startsWith("/history/")) return { status: 200, body: "{}" };
    if (path === "/queue") return { status: 200, body: '{"queue_running": [], "queue_pending": []}' };
    return path.startsWith("/api/jobs") ? { status: 404 } : null;
  });
  await workshop.worker([between], { timings: { unbrokenGap: 20_000 } });
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  const [run] = await workshop.submit("slow_probe", { steps: 1, delay: 2 });
  await eventually(() => expect(Object.keys(executionsOn(simulator))).toHaveLength(1));
  isStale = true;
  await eventually(() => expect(simulator.ledger.read().finished).toHaveLength(1));
  isStale = false;
  expect((await drawnOnce(simulator, run)).attempts).toHaveLength(1);
});

it("a run that arrives twice runs once, however soon its second copy would have begun", async () => {
  const simulator = await workshop.simulator({ speed: 1 });
  const between = await standBetween(simulator.url, async ({ method, path }, passOn) => {
    if (method === "POST" && path === "/prompt") await passOn();
    return null;
  });
  // Only the socket can tell of it in time.
  await workshop.worker([between], { timings: { probe: 60_000 } });
  await eventually(() => expect(simulator.ledger.read().socketsOpened).toBe(1));
  const [run] = await workshop.submit("slow_probe", { steps: 1, delay: 2 });
  await drawnOnce(simulator, run);
  expect(simulator.ledger.read().deletions).toHaveLength(1);
});
