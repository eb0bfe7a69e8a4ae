import { expect, it } from "vitest";
import type { Frame } from "#lib/event/browser/frame";
import { judgeDesk } from "#lib/review/browser/testing/judge-desk";
import { hearOwnVerdicts } from "./hear-own-verdicts.ts";

function changed(id: string, revision: number, verdict: string | null, by = "me"): Frame {
  const decision = verdict === null ? null : { verdict, by: { kind: "person", id: by, name: by } };
  const event = {
    id: "1",
    kind: "output.changed",
    subject: id,
    data: { revision, decision, state: "pending" },
  };
  return { type: "event", event } as unknown as Frame;
}

it("KEY-13 what was decided on another page is what undo takes back first, until it was taken back there", async () => {
  const { desk, sitting, judge } = judgeDesk();
  const hear = hearOwnVerdicts({ desk, sitting, personId: "me" });
  await judge.give("o1", { verdict: "approved" });
  hear(changed("o2", 1, "rejected"));
  expect(sitting.last()).toMatchObject({ outputs: ["o2"], verdict: "rejected" });
  desk.dispatch({ type: "row-told", id: "o2", state: "rejected", revision: 1, decision: null });
  hear(changed("o2", 2, null));
  expect(sitting.last()).toMatchObject({ outputs: ["o1"], verdict: "approved" });
});

it("KEY-13 one's own verdict of this page is one step, and somebody else's none", async () => {
  const { desk, sitting, judge } = judgeDesk();
  const hear = hearOwnVerdicts({ desk, sitting, personId: "me" });
  await judge.give("o1", { verdict: "approved" });
  hear(changed("o1", 1, "approved"));
  hear(changed("o2", 1, "rejected", "mara"));
  await judge.undo();
  expect(sitting.last()).toBeUndefined();
});
