import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { actorWith } from "#lib/run/testing/actors";
import { defaultProjectId } from "#lib/project/default-project";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { callRoute, useRoutes } from "../../../testing/test-context.ts";
import { POST as create } from "./route.ts";

const database = useTestDatabase();
useRoutes(database, actorWith("operator"));
const assetId = newId();

beforeAll(async () => {
  await publishShippedWorkflows(database.db);
  const sha256 = "b".repeat(64);
  await database.db.file.create({ data: { sha256, bytes: 1n, mime: "image/png" } });
  const by = { createdById: "x", createdByName: "x" };
  await database.db.asset.create({
    data: { id: assetId, projectId: defaultProjectId, sha256, filename: "a.png", ...by },
  });
});

/** Params that work, and a number, a choice and a text param of each workflow to spoil. */
const workflows = {
  model_free_card: {
    valid: {},
    whole: ["detail", 2, 10],
    fraction: ["openness", 0.3, 0.7],
    choice: "mood",
    text: null,
  },
  sdxl_base_refiner: {
    valid: { prompt: "a lighthouse" },
    whole: ["steps", 10, 50],
    fraction: ["cfg", 1, 12],
    choice: "width",
    text: ["prompt", 800],
  },
  sdxl_inpaint_masked: {
    valid: { prompt: "a lighthouse", image: assetId, mask: assetId },
    whole: ["steps", 10, 50],
    fraction: ["denoise", 0.1, 1],
    choice: null,
    text: ["prompt", 800],
  },
  flux_text_to_image: {
    valid: { prompt: "a lighthouse" },
    whole: ["steps", 4, 50],
    fraction: ["guidance", 1, 6],
    choice: "sampler",
    text: ["prompt", 2000],
  },
} as const;

/** Raw JSON of one param, so that numbers no JavaScript value can hold are sent as well. */
function spoiled(name: keyof typeof workflows): [param: string, literal: string][] {
  const { whole, fraction, choice, text } = workflows[name];
  const [count, least, most] = whole;
  const [ratio, low, high] = fraction;
  return [
    [count, String(least - 1)],
    [count, String(most + 1)],
    [count, `${least + 1}.5`],
    [count, `"${least}"`],
    [count, "true"],
    [count, "null"],
    [count, "[]"],
    [count, "{}"],
    [count, "1e400"],
    [count, "9".repeat(400)],
    [ratio, String(low - 0.05)],
    [ratio, String(high + 0.05)],
    [ratio, '"NaN"'],
    ["seed", "-1"],
    ["seed", "18446744073709551616"],
    ["seed", '"0x10"'],
    ["seed", "1.5"],
    ["seed", '""'],
    ["nothing_like_this", "1"],
    ["__proto__", '{"seed":1}'],
    ["constructor", "1"],
    ...(choice === null ? [] : [[choice, '"none of these"'] as [string, string]]),
    ...(text === null
      ? []
      : ([
          [text[0], JSON.stringify("x".repeat(text[1] + 1))],
          [text[0], JSON.stringify("x".repeat(500_000))],
          [text[0], '""'],
          [text[0], '"a\\u0000b"'],
          [text[0], "5"],
        ] as [string, string][])),
  ];
}

describe.each(Object.keys(workflows) as (keyof typeof workflows)[])("%s", (workflow) => {
  const { valid } = workflows[workflow];

  test("takes its valid params", async () => {
    const answer = await callRoute(create, { body: { workflow, params: valid } });
    expect(answer.status).toBe(201);
  });

  test.each(spoiled(workflow))("refuses %s = %s and names it", async (param, literal) => {
    const others = Object.entries(valid)
      .filter(([name]) => name !== param)
      .map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`);
    const body = `{"workflow":"${workflow}","params":{${JSON.stringify(param)}:${literal}${others.join("")}}}`;
    const answer = await callRoute(create, { body });
    const { error } = (await answer.json()) as { error: { fields?: { path: string; message: string }[] } };
    expect(answer.status).toBe(422);
    expect([...new Set(error.fields?.map(({ path }) => path))]).toEqual([`/params/${param}`]);
  });

  test.each(Object.keys(valid))("misses %s when it is left out", async (param) => {
    const params = Object.fromEntries(Object.entries(valid).filter(([name]) => name !== param));
    const answer = await callRoute(create, { body: { workflow, params } });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`"/params/${param}"`);
  });

  test("left nothing behind but the one valid run", async () => {
    const where = { version: { workflow: { name: workflow } } };
    expect(await database.db.run.count({ where })).toBe(1);
  });
});
