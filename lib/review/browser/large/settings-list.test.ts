import { describe, expect, it } from "vitest";
import { settingsOfOutput, settingsText } from "./settings-list.ts";
import { sampleDetail } from "#lib/review/browser/testing/sample-output";

const detail = sampleDetail("o1", {
  fields: [
    { name: "prompt", title: "What to see", value: "a lighthouse at dawn" },
    { name: "steps", title: "Steps", value: "30" },
    { name: "pictures", title: "Pictures", value: "30" },
    { name: "seed", title: "Seed", value: "18446744073709551615" },
  ],
  settings: [
    { label: "Prompt", value: "a lighthouse at dawn" },
    { label: "Steps", value: "30" },
  ],
});

describe("how a picture was made", () => {
  it("BOX-5 says each thing once, as it was sent, and params that the graph does not name", () => {
    expect(settingsOfOutput(detail)).toEqual([
      { label: "Prompt", value: "a lighthouse at dawn" },
      { label: "Steps", value: "30" },
      { label: "Pictures", value: "30" },
    ]);
  });

  it("BOX-5 says a prompt once that one of several encoders was given", () => {
    const settings = [{ label: "Prompt", value: "a lighthouse at dawn\nsoft light" }];
    expect(settingsOfOutput({ ...detail, settings }).map(({ label }) => label)).toEqual([
      "Prompt",
      "Steps",
      "Pictures",
    ]);
  });

  it("keeps a param that was sent as something else", () => {
    const other = { ...detail, settings: [{ label: "Steps", value: "20" }] };
    expect(settingsOfOutput(other)).toContainEqual({ label: "Steps", value: "30" });
  });

  it("BOX-5 calls a value what the form calls it, beside what was sent", () => {
    const fields = [{ name: "colour", title: "Ground", value: "1193307", label: "Ocean" }];
    expect(settingsOfOutput({ ...detail, fields, settings: [] })).toEqual([
      { label: "Ground", value: "Ocean (1193307)" },
    ]);
  });

  it("BOX-8 is copied with the seed as an exact decimal", () => {
    expect(settingsText(detail)).toContain("\nSeed: 18446744073709551615\n");
  });
});
