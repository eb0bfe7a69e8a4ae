import { call, finished, outputsOf, type Json, type Output, type Run } from "./api.ts";

/** Outputs of `count` runs of the model-free card, oldest first. */
export async function makeOutputs(count: number, params: Json = {}): Promise<Output[]> {
  const { body } = await call("POST", "/api/v1/runs", { workflow: "model_free_card", params, count });
  const runs = await Promise.all((body["items"] as Run[]).map(({ id }) => finished(id)));
  return runs.flatMap(outputsOf);
}

/** The first of some outputs; fails where there is none. */
export function only(outputs: readonly Output[]): Output {
  const [output] = outputs;
  if (output === undefined) throw new Error("No output was made.");
  return output;
}

/** Pictures that a re-seed of `parent` has made. */
export async function reseedFor(parent: Output, body: Json): Promise<Output[]> {
  const answer = await call("POST", `/api/v1/outputs/${parent.id}/reseeds`, body);
  if (answer.status !== 201) throw new Error(`Not re-seeded: ${answer.text}`);
  const runs = await Promise.all((answer.body["items"] as Run[]).map(({ id }) => finished(id)));
  return runs.flatMap(outputsOf);
}

/** A run that is at work for ten seconds and more, unless it is canceled: there is time to see it. */
export async function startLongRun(): Promise<Run> {
  const params = { prompt: "a lighthouse", steps: 50, pictures: 4, width: 1536, height: 1536 };
  const { body, text } = await call("POST", "/api/v1/runs", { workflow: "flux_text_to_image", params });
  const [run] = (body["items"] ?? []) as Run[];
  if (run === undefined) throw new Error(`No run: ${text}`);
  return run;
}
