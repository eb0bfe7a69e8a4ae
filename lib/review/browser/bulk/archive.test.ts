import { expect, it } from "vitest";
import { ApiProblem } from "#lib/http/browser/api-problem";
import type { ArchiveMany } from "#lib/review/archive-schema";
import { archiveMany, archiveOne, type ArchiveApi } from "./archive.ts";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { nextUndecided } from "#lib/review/browser/desk/move-cursor";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

const at = "2026-11-22T12:00:00.000Z";

function setUp(ids: string[]) {
  const desk = createDeskStore();
  const items = ids.map((id) => sampleOutput(id));
  desk.dispatch({ type: "slice-read", from: 0, items, total: items.length });
  const asked: ArchiveMany[] = [];
  const api: ArchiveApi = {
    archive: async (id, isArchived) => sampleOutput(id, { archivedAt: isArchived ? at : null }),
    archiveMany: async (body) => {
      asked.push(body);
      const items = body.outputs.map((id) => ({
        id,
        status: id === "o2" ? 403 : 200,
        output: sampleOutput(id, { archivedAt: body.isArchived && id !== "o2" ? at : null }),
        error: id === "o2" ? { code: "forbidden", message: "Not yours." } : null,
      }));
      return { items };
    },
  };
  const wait = async () => undefined;
  const archivedAt = (id: string) => desk.read().rows.get(id)?.archivedAt;
  return { parts: { desk, api, wait }, desk, api, asked, archivedAt };
}

it("BOX-6 an archived picture is passed over by what goes on to the next undecided", async () => {
  const { parts, desk, archivedAt } = setUp(["o1", "o2", "o3"]);
  const sent = archiveOne(parts, "o2", true);
  expect(archivedAt("o2"), "shown before the answer").not.toBeNull();
  expect(nextUndecided(desk.read(), 0)).toEqual({ at: 2 });
  await sent;
  expect(archivedAt("o2"), "as the server has it").toBe(at);
  await archiveOne(parts, "o2", false);
  expect(nextUndecided(desk.read(), 0)).toEqual({ at: 1 });
});

it("BOX-6 what the server refuses is taken back from the screen", async () => {
  const { parts, archivedAt } = setUp(["o1"]);
  const refusal = new ApiProblem({ code: "forbidden", message: "Not your role." });
  const api = { ...parts.api, archive: () => Promise.reject(refusal) };
  await expect(archiveOne({ ...parts, api }, "o1", true)).rejects.toBe(refusal);
  expect(archivedAt("o1")).toBeNull();
});

it("BOX-6 of many each has an answer, and only those that went through are put aside", async () => {
  const { parts, asked, archivedAt } = setUp(["o1", "o2", "o3"]);
  const { done, refused } = await archiveMany(parts, ["o1", "o2", "o3"], true);
  expect(asked).toHaveLength(1);
  expect(done.map(({ id }) => id)).toEqual(["o1", "o3"]);
  expect(refused).toMatchObject([{ id: "o2", code: "forbidden", message: "Not yours." }]);
  expect(["o1", "o2", "o3"].map(archivedAt)).toEqual([at, null, at]);
});
