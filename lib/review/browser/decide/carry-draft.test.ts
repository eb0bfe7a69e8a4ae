import { describe, expect, it } from "vitest";
import { emptyDraft } from "#lib/comment/browser/comment-drafts";
import { isCarried, withDraft } from "./carry-draft.ts";

const shapes = [{ kind: "pin" as const, colour: "red" as const, at: [0.5, 0.5] as [number, number] }];

describe("CMT-1 a verdict takes along", () => {
  it("plain words as its note", () => {
    expect(withDraft({ verdict: "approved" }, { ...emptyDraft, text: " good " })).toEqual({
      verdict: "approved",
      note: "good",
    });
    expect(withDraft({ verdict: "approved" }, emptyDraft)).toEqual({ verdict: "approved" });
  });

  it("marks, mentions and words for the client as a comment beside it", () => {
    const draft = { ...emptyDraft, text: "hands", shapes };
    expect(withDraft({ verdict: "rejected", reason: "r1" }, draft)).toEqual({
      verdict: "rejected",
      reason: "r1",
      note: "hands",
      comment: { body: "hands", audience: "internal", mentions: [], shapes },
    });
    expect(withDraft({ verdict: "rejected" }, { ...emptyDraft, shapes })).not.toHaveProperty("note");
    expect(withDraft({ verdict: "approved" }, { ...emptyDraft, audience: "client" })).toEqual({
      verdict: "approved",
    });
  });

  it("SES-17 in a blind review its words only: marks and comments stay a draft until all verdicts are in", () => {
    const draft = { ...emptyDraft, text: "hands", shapes };
    const ruling = withDraft({ verdict: "rejected" }, draft, true);
    expect(ruling).toEqual({ verdict: "rejected", note: "hands" });
    expect(isCarried(ruling, draft)).toBe(false);
  });

  it("T-16 what was there then: what was typed or drawn since stays a draft", () => {
    const draft = { ...emptyDraft, text: "hands", shapes };
    const ruling = withDraft({ verdict: "rejected" }, draft);
    expect(isCarried(ruling, draft)).toBe(true);
    expect(isCarried(ruling, { ...draft, text: "hands and feet" })).toBe(false);
    expect(isCarried(ruling, { ...draft, shapes: [...shapes, ...shapes] })).toBe(false);
    expect(isCarried({ verdict: "approved" }, emptyDraft)).toBe(false);
  });
});
