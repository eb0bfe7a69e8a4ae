import { describe, expect, it } from "vitest";
import type { Contract } from "#lib/contract/contract";
import { objectInfoSchema } from "#lib/comfyui/protocol-schema";
import { explainMissing, type Candidate } from "./explain-missing.ts";
import { findMissingParts } from "./missing-parts.ts";

const ready: Candidate = {
  name: "gpu-1",
  pool: "default",
  health: "ready",
  reason: null,
  isDrained: false,
  missing: [],
};
const node = (classType: string) => ({ kind: "node", classType }) as const;
const file = (value: string) =>
  ({ kind: "file", classType: "LoraLoader", input: "lora_name", value }) as const;

describe("explainMissing", () => {
  it("holds nothing back while one server has everything, busy or not", () => {
    expect(
      explainMissing(
        [
          { ...ready, health: "busy" },
          { ...ready, missing: [node("A")] },
        ],
        null,
      ),
    ).toBeNull();
  });

  it("speaks of the server that lacks least, and counts a long list", () => {
    const poor = { ...ready, missing: [1, 2, 3, 4, 5].map((number) => file(`${number}.safetensors`)) };
    const rich = { ...ready, name: "gpu-2", missing: [file("a.safetensors")] };
    expect(explainMissing([poor, rich], null)?.message).toMatch(/^gpu-2 lacks a\.safetensors \(lora_name\)/);
    expect(explainMissing([poor], null)?.message).toContain("and 2 more");
  });

  it("EMP-5 names every server that is away, each with its reason", () => {
    const down = { ...ready, health: "down", reason: "Nothing answers at its address." } as const;
    const away = ["gpu-1", "gpu-2", "gpu-3", "gpu-4"].map((name) => ({ ...down, name }));
    expect(explainMissing(away.slice(0, 2), null)?.message).toBe(
      "No ComfyUI server can be used right now. gpu-1: Nothing answers at its address. gpu-2: Nothing answers at its address.",
    );
    expect(explainMissing(away, null)?.message).toMatch(/gpu-3: .* And 1 more\.$/);
  });

  it("names a missing node before missing files", () => {
    const both = { ...ready, missing: [file("a.safetensors"), node("Fancy")] };
    expect(explainMissing([both], null)).toMatchObject({
      code: "missing_node",
      message: expect.stringContaining("Fancy"),
    });
  });

  it.each([
    ["none is configured", [], null, "no_server", /COMFYUI_URL/],
    ["none is in its pool", [ready], "video", "no_server", /"video"/],
    [
      "all are down",
      [{ ...ready, health: "down", reason: "Nothing answers." } as const],
      null,
      "no_server",
      /Nothing answers/,
    ],
    ["all are drained", [{ ...ready, isDrained: true }], null, "drained", /Resume/],
    ["none has told what it can do", [{ ...ready, missing: null }], null, "no_server", /still telling/],
  ])("says so when %s", (_what, candidates, pool, code, message) => {
    expect(explainMissing(candidates, pool)).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe("findMissingParts", () => {
  const info = objectInfoSchema.parse({
    OldCombo: { input: { required: { name: [["a.ckpt", "b.ckpt"], {}] } } },
    NewCombo: { input: { optional: { name: ["COMBO", { options: ["a.ckpt"] }] } } },
    LoadImage: { input: { required: { image: [["x.png"], { image_upload: true }] } } },
    Plain: { input: { required: { text: ["STRING", { multiline: true }], size: ["INT", {}] } } },
  });
  const contract = { properties: [] } as unknown as Contract;
  const missing = (class_type: string, inputs: Record<string, string | number>, bound = contract) =>
    findMissingParts({ "1": { class_type, inputs } }, bound, info);

  it("knows both notations of a list", () => {
    expect(missing("OldCombo", { name: "b.ckpt" })).toEqual([]);
    expect(missing("OldCombo", { name: "c.ckpt" })).toMatchObject([{ kind: "file", value: "c.ckpt" }]);
    expect(missing("NewCombo", { name: "c.ckpt" })).toMatchObject([{ kind: "file", value: "c.ckpt" }]);
  });

  it("leaves uploads, free text and numbers alone", () => {
    expect(missing("LoadImage", { image: "mine.png" })).toEqual([]);
    expect(missing("Plain", { text: "anything", size: 3 })).toEqual([]);
  });

  it("leaves inputs alone that every run sets for itself", () => {
    const bound = { properties: [{ bindings: [{ pointer: "/1/inputs/name" }] }] } as unknown as Contract;
    expect(missing("OldCombo", { name: "c.ckpt" }, bound)).toEqual([]);
  });

  it("names a class the server does not know", () => {
    expect(missing("Fancy", {})).toEqual([{ kind: "node", classType: "Fancy" }]);
  });
});
