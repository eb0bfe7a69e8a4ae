import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ExactObject } from "#lib/json";
import { fetchFile, listen, postPrompt, waitForHistory } from "#lib/comfyui/testing/simulator-client";
import { readTextChunks } from "#lib/comfyui/simulator/pixels/png-chunks";
import type { Simulator } from "./start-simulator.ts";
import { startSimulator } from "./start-simulator.ts";
import { fluxGraph, inpaintGraph, refinerGraph, samplerGraph } from "#lib/comfyui/simulator/testing/graphs";

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.stop());

async function run(prompt: ExactObject, extra: ExactObject = {}): Promise<Buffer[]> {
  const { prompt_id: id } = await postPrompt(simulator.url, { prompt, client_id: "test", ...extra });
  const entry = await waitForHistory(simulator.url, id);
  expect(entry.status.messages.at(-1)).toMatchObject(["execution_success", {}]);
  const files = Object.values(entry.outputs).flatMap(({ images = [] }) => images);
  return Promise.all(files.map((file) => fetchFile(simulator.url, file)));
}

async function pixels(png: Buffer | undefined): Promise<Buffer> {
  return sharp(png).removeAlpha().raw().toBuffer();
}

describe("pictures of a run", () => {
  test("are the same for the same seed and others for another, with seeds exact to the last bit", async () => {
    const graph = samplerGraph({ seed: 2n ** 64n - 1n });
    const [first] = await run(graph);
    await fetch(`${simulator.url}/free`, { method: "POST", body: '{"free_memory":true}' });
    const [again] = await run(graph);
    const [other] = await run(samplerGraph({ seed: 2n ** 64n - 2n }));
    expect(await pixels(again)).toEqual(await pixels(first));
    expect(await pixels(other)).not.toEqual(await pixels(first));
    expect(readTextChunks(first ?? Buffer.alloc(0))["prompt"]).toContain('"seed": 18446744073709551615,');
  });

  test("have the size that was asked for, and differ within a batch", async () => {
    const pictures = await run(samplerGraph({ width: 96, height: 64, batch: 3 }));
    expect(pictures).toHaveLength(3);
    for (const picture of pictures)
      expect(await sharp(picture).metadata()).toMatchObject({ width: 96, height: 64 });
    const prints = await Promise.all(
      pictures.map(async (picture) => (await pixels(picture)).toString("base64")),
    );
    expect(new Set(prints).size).toBe(3);
  });

  test("carry the coerced graph and what the client sent along", async () => {
    const workflow = { nodes: [{ id: 1, pos: [1.5, 2] }] };
    const [picture] = await run(samplerGraph({}), { extra_data: { extra_pnginfo: { workflow } } });
    const texts = readTextChunks(picture ?? Buffer.alloc(0));
    expect(texts["prompt"]).toContain('"cfg": 7.0,');
    expect(texts["workflow"]).toBe('{"nodes": [{"id": 1, "pos": [1.5, 2]}]}');
  });

  test.each([
    ["Flux", fluxGraph()],
    ["SDXL base and refiner", refinerGraph()],
  ])("%s graphs run unchanged", async (_name, graph) => {
    const [picture] = await run(graph);
    expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 64, height: 64 });
  });

  test("keep everything outside the mask when inpainting", async () => {
    const original = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#ff0000" } })
      .png()
      .toBuffer();
    const hole = await sharp({ create: { width: 32, height: 64, channels: 3, background: "#ffffff" } })
      .png()
      .toBuffer();
    const mask = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#000000" } })
      .composite([{ input: hole, left: 32, top: 0 }])
      .png()
      .toBuffer();
    for (const [name, bytes] of [
      ["photo.png", original],
      ["mask.png", mask],
    ] as const) {
      const form = new FormData();
      form.set("image", new Blob([new Uint8Array(bytes)]), name);
      await fetch(`${simulator.url}/upload/image`, { method: "POST", body: form });
    }
    const [picture] = await run(inpaintGraph());
    const data = await pixels(picture);
    const at = (x: number): number[] => [...data.subarray((32 * 64 + x) * 3, (32 * 64 + x) * 3 + 3)];
    expect(at(5)).toEqual([255, 0, 0]);
    expect(at(58)).not.toEqual([255, 0, 0]);
    expect(simulator.ledger.read().uploads.map(({ name }) => name)).toEqual(["photo.png", "mask.png"]);
  });
});

test("samplers show previews to a socket that is there, and the ledger counts the run once", async () => {
  await simulator.stop();
  simulator = await startSimulator({ previews: true });
  const listener = await listen(simulator.url, "test", { supports_preview_metadata: true });
  await run(samplerGraph({ steps: 4 }));
  await expect.poll(() => listener.labels.at(-1)).toBe("executing:end");
  const previews = listener.frames.filter(({ data, isBinary }) => isBinary && data.readUInt32BE(0) === 4);
  expect(previews).toHaveLength(4);
  const [first] = previews;
  const picture = first?.data.subarray(8 + first.data.readUInt32BE(4));
  expect(await sharp(picture).metadata()).toMatchObject({ format: "jpeg", width: 64 });
  const { executions, peakRunning } = simulator.ledger.read();
  expect(Object.values(executions)).toEqual([1]);
  expect(peakRunning).toBe(1);
});

test("media nodes write files that other programs read", async () => {
  const frames = { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: 255 } };
  const two = { class_type: "ImageBatch", inputs: { image1: ["1", 0], image2: ["2", 0] } };
  const prompt: ExactObject = {
    "1": frames,
    "2": { class_type: "ImageInvert", inputs: { image: ["1", 0] } },
    "3": two,
    "4": {
      class_type: "SaveAnimatedWEBP",
      inputs: {
        images: ["3", 0],
        filename_prefix: "a",
        fps: 6,
        lossless: true,
        quality: 80,
        method: "default",
      },
    },
    "5": {
      class_type: "SaveWEBM",
      inputs: { images: ["3", 0], filename_prefix: "v", codec: "vp9", fps: 24, crf: 32 },
    },
  };
  const files = await run(prompt);
  const webp = files.find((file) => file.toString("latin1", 8, 12) === "WEBP");
  expect(await sharp(webp, { animated: true }).metadata()).toMatchObject({ format: "webp", pages: 2 });
  const webm = files.find((file) => file.readUInt32BE(0) === 0x1a45dfa3);
  expect(webm?.includes("V_VP8")).toBe(true);
});
