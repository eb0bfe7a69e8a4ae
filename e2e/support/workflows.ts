import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { call, finished, outputsOf, until, type Output, type Run } from "./api.ts";

const folder = process.env["WORKFLOWS_DIR"] ?? ".";
const original = "model_free_card";

/** Publishes the model-free card once more, under another name and with other reviews, and waits until it is there. */
export async function publishCard(name: string, title: string, review: object): Promise<void> {
  const graph = await readFile(join(folder, "workflows", `${original}.api.json`), "utf8");
  const schema = await readFile(join(folder, "params", `${original}.schema.json`), "utf8");
  // As text: a seed has more digits than JSON.parse keeps.
  const changed = schema
    .replace(/"title": "[^"]*"/, `"title": "${title}"`)
    .replace("{", `{ "x-review": ${JSON.stringify(review)},`);
  await publish(name, changed, graph);
}

/** Puts a workflow's two files where they are looked for, and waits until it is there. */
export async function publish(name: string, schema: string, graph: string): Promise<void> {
  await writeFile(join(folder, "params", `${name}.schema.json`), schema);
  await writeFile(join(folder, "workflows", `${name}.api.json`), graph);
  await until(
    () => call("GET", `/api/v1/workflows/${name}`),
    ({ body }) => body["status"] === "published",
    `workflow ${name}`,
  );
}

/** Pictures of a workflow in the order they were made, and the address of the desk that lists exactly these. */
export async function cardsOf(
  workflow: string,
  count: number,
): Promise<{ outputs: Output[]; query: string }> {
  const seed = 1_000_000_000 + Math.floor(Math.random() * 8_000_000_000);
  const outputs: Output[] = [];
  for (let detail = 2; detail < 2 + count; detail += 1) {
    const { body } = await call("POST", "/api/v1/runs", { workflow, params: { seed, detail } });
    const [run] = body["items"] as Run[];
    outputs.push(...outputsOf(await finished(run?.id ?? "")));
  }
  return { outputs, query: `?q=${seed}` };
}
