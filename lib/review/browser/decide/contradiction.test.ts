import { expect, it } from "vitest";
import { contradictedBy } from "./contradiction.ts";
import { emptyDesk, reduceDesk } from "#lib/review/browser/desk/desk";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

const me = { personId: "me", sessionId: "s1" };
const bytes = (letter: string) => ({ sha256: letter.repeat(64) });

function deskOf(...items: ReturnType<typeof sampleOutput>[]) {
  return reduceDesk(emptyDesk, { type: "slice-read", from: 0, items, total: items.length });
}

it("SES-14 a verdict against one's own of this session on the same output is one to ask about", () => {
  const desk = deskOf(decided(sampleOutput("o1"), { verdict: "approved", session: "s1" }));
  expect(contradictedBy(desk, "o1", "rejected", me)).toMatchObject({ before: { id: "d1" }, isTwin: false });
  expect(contradictedBy(desk, "o1", "approved", me)).toBeNull();
  expect(contradictedBy(desk, "o1", "rejected", { ...me, sessionId: "s2" })).toBeNull();
});

it("SES-14 one's own verdict counts while it is on its way, and no more once it is being withdrawn", () => {
  const desk = deskOf(sampleOutput("o1", bytes("a")), sampleOutput("o2", bytes("a")));
  const sent = reduceDesk(desk, { type: "write-began", id: "o1", write: "approved" });
  expect(contradictedBy(sent, "o1", "rejected", me)).toMatchObject({
    before: { verdict: "approved", at: null },
    isTwin: false,
  });
  expect(contradictedBy(sent, "o1", "approved", me)).toBeNull();
  expect(contradictedBy(sent, "o2", "rejected", me)).toMatchObject({ isTwin: true });
  const withdrawn = reduceDesk(sent, { type: "write-began", id: "o1", write: "withdrawn" });
  expect(contradictedBy(withdrawn, "o1", "rejected", me)).toBeNull();
  expect(contradictedBy(withdrawn, "o2", "rejected", me)).toBeNull();
});

it("SES-14 the same bytes are the same image, on whichever output", () => {
  const desk = deskOf(
    decided(sampleOutput("o1", bytes("a")), { verdict: "rejected", session: "s1" }),
    sampleOutput("o2", bytes("a")),
    sampleOutput("o3", bytes("b")),
  );
  expect(contradictedBy(desk, "o2", "approved", me)).toMatchObject({
    before: { verdict: "rejected" },
    isTwin: true,
  });
  expect(contradictedBy(desk, "o2", "rejected", me), "the same verdict again").toBeNull();
  expect(contradictedBy(desk, "o3", "approved", me), "other bytes").toBeNull();
});

it("SES-14 another's verdict, one of another session and files without bytes are nobody's contradiction", () => {
  const others = { by: { kind: "person", id: "p2", name: "Rob" }, session: "s1" } as const;
  const desk = deskOf(
    decided(sampleOutput("o1", bytes("a")), { verdict: "rejected", ...others }),
    decided(sampleOutput("o2", bytes("a")), { verdict: "rejected", session: "s0" }),
    decided(sampleOutput("o3", { sha256: null }), { verdict: "rejected", session: "s1" }),
    sampleOutput("o4", bytes("a")),
    sampleOutput("o5", { sha256: null }),
  );
  expect(contradictedBy(desk, "o4", "approved", me)).toBeNull();
  expect(contradictedBy(desk, "o5", "approved", me)).toBeNull();
});

it("SES-14 what was decided of a copy before the page was opened counts, until it is known to have changed", () => {
  const before = decided(sampleOutput("o0", bytes("a")), { verdict: "rejected", session: "s1" });
  const { id, sha256, decision } = before;
  if (decision === null) throw new Error("It was decided.");
  const desk = reduceDesk(deskOf(sampleOutput("o1", bytes("a"))), {
    type: "past-read",
    items: [{ id, sha256, decision }],
  });
  expect(contradictedBy(desk, "o1", "approved", me)).toMatchObject({
    before: { verdict: "rejected" },
    isTwin: true,
  });
  const told = { type: "row-told", id, state: "pending", revision: 2, decision: null } as const;
  expect(contradictedBy(reduceDesk(desk, told), "o1", "approved", me)).toBeNull();
});

it("SES-14 of several verdicts on the same bytes the latest counts: who changed their mind is asked no more", () => {
  const desk = deskOf(
    decided(sampleOutput("o1", bytes("a")), {
      verdict: "rejected",
      session: "s1",
      at: "2026-11-22T11:00:00Z",
    }),
    decided(sampleOutput("o2", bytes("a")), {
      verdict: "approved",
      session: "s1",
      at: "2026-11-22T11:05:00Z",
    }),
    sampleOutput("o3", bytes("a")),
  );
  expect(contradictedBy(desk, "o3", "approved", me)).toBeNull();
  expect(contradictedBy(desk, "o3", "rejected", me)).toMatchObject({ before: { verdict: "approved" } });
});

it("SES-14 a verdict far back in a long list is remembered when its row is let go", () => {
  const first = decided(sampleOutput("o0", bytes("a")), { verdict: "rejected", session: "s1" });
  const rest = Array.from({ length: 4000 }, (_, at) => sampleOutput(`o${at + 1}`, bytes("b")));
  const last = sampleOutput("o9999", bytes("a"));
  const read = reduceDesk(deskOf(first, ...rest, last), { type: "moved", to: "o9999" });
  const desk = reduceDesk(read, { type: "evicted", around: 4000 });
  expect(desk.rows.has("o0")).toBe(false);
  expect(contradictedBy(desk, "o9999", "approved", me)).toMatchObject({ isTwin: true });
});
