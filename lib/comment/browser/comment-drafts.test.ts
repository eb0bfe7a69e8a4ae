import { describe, expect, it } from "vitest";
import { answerPlace, createCommentDrafts, emptyDraft, type DraftStorage } from "./comment-drafts.ts";

function tabStorage(): DraftStorage {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

const pin = { kind: "pin", colour: "amber", at: [0.5, 0.5] } as const;
const shapes = [{ ...pin, at: [0.5, 0.5] as [number, number] }];

describe("drafts", () => {
  it("CMT-2 T-16 belong to their output and outlive a reload, marks included", () => {
    const storage = tabStorage();
    createCommentDrafts(storage, "olga").change("o1", { text: "left hand", shapes });
    const drafts = createCommentDrafts(storage, "olga");
    expect(drafts.read("o1")).toEqual({ ...emptyDraft, text: "left hand", shapes });
    expect(drafts.read("o2")).toBe(emptyDraft);
    expect(createCommentDrafts(storage, "mara").read("o1")).toBe(emptyDraft);
  });

  it("are gone when they are thrown away, or nothing is left in them", () => {
    const storage = tabStorage();
    const drafts = createCommentDrafts(storage, "olga");
    drafts.change("o1", { text: "left hand" });
    drafts.change("o1", { text: "  ", audience: "client" });
    expect(createCommentDrafts(storage, "olga").read("o1")).toBe(emptyDraft);
    drafts.change("o1", { shapes });
    drafts.clear("o1");
    expect(drafts.isWaiting("o1")).toBe(false);
  });

  it("wait on an output in whichever of its threads", () => {
    const drafts = createCommentDrafts(undefined, "olga");
    drafts.change(answerPlace("o1", "c1"), { text: "yes" });
    expect([drafts.isWaiting("o1"), drafts.isWaiting("o"), drafts.isWaiting("o2")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(drafts.read("o1")).toBe(emptyDraft);
  });

  it("are none when what was kept cannot be read", () => {
    const storage = tabStorage();
    for (const kept of ["{", '[["o1","text"],["o2",{"text":1}],null]']) {
      storage.setItem("proofsheet.drafts.olga", kept);
      expect(createCommentDrafts(storage, "olga").read("o1")).toBe(emptyDraft);
    }
  });

  it("go on without a place to keep them", () => {
    const full: DraftStorage = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const drafts = createCommentDrafts(full, "olga");
    drafts.change("o1", { text: "still here" });
    expect(drafts.read("o1").text).toBe("still here");
  });
});
