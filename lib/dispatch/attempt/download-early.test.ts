import { expect, test } from "vitest";
import { hear, nothingHeard, type HeardEntry } from "#lib/comfyui/heard-entry";
import { downloadEarly } from "./download-early.ts";

const version = {
  contract: { outputs: null },
  graph: { "2": { class_type: "SaveImage", inputs: {} }, "9": { class_type: "SaveImage", inputs: {} } },
} as unknown as Parameters<typeof downloadEarly>[1];
const named = (filename: string) => ({ filename, subfolder: "", type: "output" });

function heardOf(...filenames: string[]): HeardEntry {
  const output = { images: filenames.map(named) };
  return hear(nothingHeard(), { type: "executed", data: { prompt_id: "p", node: "2", output } });
}

/** Notes what is asked for, and answers when told to. */
function recordingClient() {
  const asked: { filename: string; signal: AbortSignal | undefined }[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const client = {
    download: ({ filename }: { filename: string }, signal?: AbortSignal) => {
      asked.push({ filename, signal });
      return promise;
    },
  };
  return { asked, client, resolve, reject };
}

const untilAborted = () => new AbortController().signal;

test("the first file that counts is asked for once, and handed out once", async () => {
  const { asked, client, resolve } = recordingClient();
  const early = downloadEarly(client, version, untilAborted());
  early.begin(heardOf("a.png", "b.png"));
  early.begin(heardOf("a.png", "b.png"));
  expect(asked.map(({ filename }) => filename)).toEqual(["a.png"]);
  resolve(new Uint8Array([1]));
  expect(await early.take(named("a.png"))).toEqual(new Uint8Array([1]));
  expect(early.take(named("a.png"))).toBeUndefined();
});

test.each([
  ["another name", { ...named("a.png"), filename: "b.png" }],
  ["another folder", { ...named("a.png"), subfolder: "elsewhere" }],
  ["another kind", { ...named("a.png"), type: "temp" }],
])("a file of %s in the history is not taken for it", (_what, file) => {
  const { client } = recordingClient();
  const early = downloadEarly(client, version, untilAborted());
  early.begin(heardOf("a.png"));
  expect(early.take(file)).toBeUndefined();
});

test("nothing is asked for when the socket named nothing, and nothing taken before", () => {
  const { asked, client } = recordingClient();
  const early = downloadEarly(client, version, untilAborted());
  expect(early.take(named("a.png"))).toBeUndefined();
  early.begin(nothingHeard());
  expect(asked).toEqual([]);
});

test("a failure is told to whoever takes it, and to nobody else", async () => {
  const { client, reject } = recordingClient();
  const early = downloadEarly(client, version, untilAborted());
  early.begin(heardOf("a.png"));
  reject(new Error("cut"));
  await expect(early.take(named("a.png"))).rejects.toThrow("cut");
});

test("what nobody takes is cut off", () => {
  const { asked, client } = recordingClient();
  const early = downloadEarly(client, version, untilAborted());
  early.begin(heardOf("a.png"));
  expect(asked[0]?.signal?.aborted).toBe(false);
  early.close();
  expect(asked[0]?.signal?.aborted).toBe(true);
});
