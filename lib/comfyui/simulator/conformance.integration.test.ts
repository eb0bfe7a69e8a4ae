import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { comparableExchange } from "#lib/comfyui/testing/compare-exchange";
import { collapseTicks } from "#lib/comfyui/testing/frame-label";
import type { RecordedVersion } from "#lib/comfyui/testing/recording";
import { readRecording, recordedVersions, recordingNames } from "#lib/comfyui/testing/recording";
import type { Replay } from "#lib/comfyui/testing/replay-recording";
import { Replayer } from "#lib/comfyui/testing/replay-recording";
import type { Simulator } from "./start-simulator.ts";
import { startSimulator } from "./start-simulator.ts";

/** Recordings that cannot be replayed, and why. */
const skipped: Record<string, string> = {
  "http-userdata": "files of ComfyUI's own users; nothing of ours goes there",
  "race-history": "counts only; held by recorded-counts.integration.test.ts",
  "stalled-socket": "counts only; held by recorded-counts.integration.test.ts",
  "duplicate-prompt-id-same-number":
    "shows a race inside the recorded server: a later post overtook the first",
};

/** What had happened on the recorded server before. */
const before: Record<string, readonly string[]> = {
  cached: ["success"],
  "cached-renumbered-ids": ["success"],
  "cache-eviction": ["success", "cached-renumbered-ids"],
  "blocked-silent": ["blocked-with-message"],
  "http-view": ["http-upload", "http-prompt"],
  "http-routes": ["http-upload", "http-prompt"],
  "http-queue-history": ["http-prompt"],
  "load-image": ["http-upload"],
  "graph-variants": ["history-outputs"],
};

/** The number of ticks depends on when the client acted. */
const timed = /^(interrupt|reconnect|duplicate|queue-order|async)/;
/** Another post's `status` frames fall anywhere between those of a run: only their number is compared. */
const interleaved = /^(queue-order|duplicate-prompt-id)/;
/** The recorded 0.33.0 lacked an optional Python package. */
const missingClasses: Record<RecordedVersion, readonly string[]> = {
  "0.3.64": [],
  "0.33.0": ["ImageBlend", "ImageBlur", "ImageSharpen", "ImageQuantize", "ImageScaleToTotalPixels"],
};

let simulator: Simulator | undefined;
let scratch: string | undefined;

afterEach(async () => {
  await simulator?.stop();
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
});

async function start(version: RecordedVersion): Promise<Replayer> {
  scratch = mkdtempSync(path.join(os.tmpdir(), "conformance-"));
  const home = path.join(scratch, "comfyui");
  mkdirSync(home);
  await sharp({ create: { width: 8, height: 8, channels: 3, background: "#334455" } })
    .png()
    .toFile(path.join(home, "outside.png"));
  simulator = await startSimulator({
    profile: version,
    directory: path.join(home, "base"),
    missingClasses: missingClasses[version],
  });
  return new Replayer(simulator.url, [["/srv/comfyui", home]]);
}

async function replay(version: RecordedVersion, name: string): Promise<Replay> {
  const replayer = await start(version);
  for (const earlier of before[name] ?? []) {
    await new Replayer(simulator?.url ?? "").replay(readRecording(version, earlier));
  }
  if (name === "error-save-outside-output") await cacheNodeOne(version);
  return replayer.replay(readRecording(version, name));
}

/** An earlier prompt, not among the recordings, had left the picture of node 1 in the cache. */
async function cacheNodeOne(version: RecordedVersion): Promise<void> {
  const post = readRecording(version, "error-save-outside-output").find((line) => line.kind === "http");
  if (post === undefined) throw new Error("a recording without a request");
  const { prompt } = post.request.body as { prompt: Record<string, unknown> };
  const preview = { class_type: "PreviewImage", inputs: { images: ["1", 0] } };
  const body = JSON.stringify({ prompt: { "1": prompt["1"], "2": preview } });
  await fetch(`${simulator?.url}/prompt`, { method: "POST", body });
  await expect.poll(() => simulator?.queueRemaining()).toBe(0);
}

function comparable(name: string, labels: readonly string[], recorded: readonly string[]): string[] {
  // Some recordings left progress_state out.
  const kept = recorded.includes("progress_state")
    ? labels
    : labels.filter((label) => label !== "progress_state");
  const ordered = interleaved.test(name) ? [...kept].sort(statusLast) : kept;
  return timed.test(name) ? collapseTicks(ordered) : [...ordered];
}

function statusLast(a: string, b: string): number {
  return Number(a === "status") - Number(b === "status");
}

describe.each(recordedVersions)("the simulator answers like ComfyUI %s", (version) => {
  test.each(recordingNames(version).filter((name) => !(name in skipped)))("%s", async (name) => {
    const { exchanges, recorded, heard } = await replay(version, name);
    for (const exchange of exchanges) {
      const facts = comparableExchange(exchange);
      const { method, path: route } = exchange.line.request;
      const what = `${exchange.line.label ?? ""} ${method} ${route}`;
      expect({ what, facts: facts.actual }).toEqual({ what, facts: facts.recorded });
    }
    for (const [socket, labels] of recorded) {
      const answer = { socket, labels: comparable(name, heard.get(socket) ?? [], labels) };
      expect(answer).toEqual({ socket, labels: comparable(name, labels, labels) });
    }
  });
});
