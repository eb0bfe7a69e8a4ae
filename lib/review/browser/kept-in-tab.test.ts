import { describe, expect, it } from "vitest";
import { createNoteDrafts } from "./note-drafts.ts";
import { createSitting, type Step, type StepStorage } from "./sitting.ts";

function tabStorage(): StepStorage {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

const step = (id: string): Step => ({ outputs: [id], verdict: "approved", label: id });

describe("the verdicts of a sitting", () => {
  it("KEY-13 outlive a reload, each person's own", () => {
    const storage = tabStorage();
    createSitting(storage, "olga").push(step("o1"));
    expect(createSitting(storage, "olga").last()).toEqual(step("o1"));
    expect(createSitting(storage, "mara").last()).toBeUndefined();
  });

  it("are none when what was kept cannot be read", () => {
    const storage = tabStorage();
    storage.setItem(
      "proofsheet.sitting.olga",
      '[{"outputs":"o1"},null,{"outputs":["o2"],"verdict":"burned","label":""}]',
    );
    expect(createSitting(storage, "olga").last()).toBeUndefined();
    storage.setItem("proofsheet.sitting.olga", "{");
    expect(createSitting(storage, "olga").last()).toBeUndefined();
  });

  it("go on without a place to keep them", () => {
    const full: StepStorage = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const sitting = createSitting(full, "olga");
    sitting.push(step("o1"));
    expect(sitting.last()).toEqual(step("o1"));
  });
});

describe("note drafts", () => {
  it("CMT-2 belong to their output and outlive a reload", () => {
    const storage = tabStorage();
    createNoteDrafts(storage).write("o1", "left hand");
    const drafts = createNoteDrafts(storage);
    expect(drafts.read("o1")).toBe("left hand");
    expect(drafts.read("o2")).toBe("");
    drafts.write("o1", "  ");
    expect(createNoteDrafts(storage).read("o1")).toBe("");
  });
});
