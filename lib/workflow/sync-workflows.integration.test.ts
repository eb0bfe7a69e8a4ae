import { beforeEach, describe, expect, test } from "vitest";
import { loadContract } from "#lib/contract/load-contract";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { stringifyExactJson } from "#lib/json";
import { listWorkflows, readWorkflow } from "./read-workflows.ts";
import { syncWorkflows, type WorkflowFiles } from "./sync-workflows.ts";
import { loadShippedWorkflows } from "./testing/shipped-workflows.ts";

const database = useTestDatabase();
const now = new Date("2026-11-22T12:00:00Z");
let count = 0;
let name = "";

beforeEach(() => {
  count += 1;
  name = `made_${count}`;
});

/** A small workflow of this test's name; `version` is its title, "broken" takes the title away. */
function files(version: number | "broken"): WorkflowFiles {
  const graphText = '{"1":{"class_type":"EmptyImage","inputs":{"width":64,"color":18446744073709551615}}}';
  const width = { type: "integer", minimum: 1, maximum: 4096, "x-bind": "/1/inputs/width" };
  const title = version === "broken" ? {} : { title: `Made ${version}` };
  const schemaText = JSON.stringify({
    type: "object",
    ...title,
    properties: { width: { ...width, title: "Width" } },
  });
  const loaded = loadContract(schemaText, graphText, {
    schema: "params/x.schema.json",
    graph: "workflows/x.api.json",
  });
  return { name, graphText, schemaText, loaded };
}

const sync = (...list: WorkflowFiles[]) => syncWorkflows(database.db, list, now);
const countEvents = () => database.db.event.count({ where: { kind: "workflow.changed" } });

describe("bringing the tables in line with the folders", () => {
  test("publishes what is new, and a second look changes nothing and tells nobody", async () => {
    expect((await sync(files(10))).published).toEqual([name]);
    const before = await countEvents();
    expect(await sync(files(10))).toEqual({ published: [], broken: [] });
    expect(await countEvents()).toBe(before);
    expect(await readWorkflow(database.db, name)).toMatchObject({
      status: "published",
      versionNumber: 1,
      title: "Made 10",
    });
  });

  test("a change makes the next version; going back publishes the old one again", async () => {
    await sync(files(10));
    await sync(files(20));
    const changed = await readWorkflow(database.db, name);
    expect(changed).toMatchObject({ versionNumber: 2, title: "Made 20" });
    await sync(files(10));
    const back = await readWorkflow(database.db, name);
    expect(back).toMatchObject({ versionNumber: 1, title: "Made 10" });
    expect(back.versions.map(({ number }) => number)).toEqual([2, 1]);
  });

  test("white space makes no version", async () => {
    const plain = files(10);
    await sync(plain);
    const spaced = { ...plain, schemaText: JSON.stringify(JSON.parse(plain.schemaText), null, 4) };
    expect(await sync(spaced)).toEqual({ published: [], broken: [] });
  });

  test("a broken file sets the workflow aside with the reason, and keeps what was published before", async () => {
    await sync(files(10));
    expect((await sync(files("broken"))).broken).toEqual([name]);
    const before = await countEvents();
    await sync(files("broken"));
    expect(await countEvents()).toBe(before);
    const broken = await readWorkflow(database.db, name);
    expect(broken).toMatchObject({ status: "broken", versionNumber: 1 });
    expect(broken.problems[0]).toMatchObject({ file: "params/x.schema.json", pointer: "/title" });
    await sync(files(10));
    expect(await readWorkflow(database.db, name)).toMatchObject({ status: "published", problems: [] });
  });

  test("one that never worked is shown as broken, and listed only when asked for", async () => {
    await sync(files("broken"));
    const names = async (broken: boolean) =>
      (await listWorkflows(database.db, { broken })).map((one) => one.name);
    expect(await names(true)).toContain(name);
    expect(await names(false)).not.toContain(name);
    expect(await readWorkflow(database.db, name)).toMatchObject({ contract: null, version: null, nodes: [] });
  });

  test("files that are gone set it aside too", async () => {
    await sync(files(10));
    await sync();
    const gone = await readWorkflow(database.db, name);
    expect(gone.status).toBe("broken");
    expect(gone.problems[0]?.message).toContain("are gone");
  });

  test("one that never worked goes with its files", async () => {
    await sync(files("broken"));
    await sync();
    const listed = await listWorkflows(database.db, { broken: true });
    expect(listed.map((one) => one.name)).not.toContain(name);
    await sync(files(10));
    expect(await readWorkflow(database.db, name)).toMatchObject({ status: "published", versionNumber: 1 });
  });

  test("processes that start together make one version", async () => {
    await Promise.all(Array.from({ length: 6 }, () => sync(files(10))));
    expect((await readWorkflow(database.db, name)).versions).toHaveLength(1);
  });
});

test("a 64-bit number of graph or contract reaches the answer digit for digit", async () => {
  await sync(files(10));
  const answer = stringifyExactJson(await readWorkflow(database.db, name));
  expect(answer).toContain('"color":18446744073709551615');
  await syncWorkflows(database.db, await loadShippedWorkflows(), now);
  const card = stringifyExactJson(await readWorkflow(database.db, "model_free_card"));
  expect(card).toContain('"maximum":18446744073709551615');
});

test("every shipped workflow is published and can be read back", async () => {
  const shipped = await loadShippedWorkflows();
  await syncWorkflows(database.db, shipped, now);
  const listed = (await listWorkflows(database.db, { broken: false })).map((workflow) => workflow.name);
  expect(shipped.map((file) => file.name).filter((one) => !listed.includes(one))).toEqual([]);
});

test("a workflow without a seed makes one picture at a time", async () => {
  await sync(files(10));
  expect((await readWorkflow(database.db, name)).maxCount).toBe(1);
  await syncWorkflows(database.db, await loadShippedWorkflows(), now);
  expect((await readWorkflow(database.db, "model_free_card")).maxCount).toBe(500);
});
