import { call, finished, items, outputsOf, until, type Output, type Run } from "./api.ts";

/** Pictures of one seed, so that searching for it makes a list of nothing else. */
export type Queue = {
  outputs: Output[];
  query: string;
  seed: number;
  grow: (count: number) => Promise<Output[]>;
};

const details = [2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Makes `count` pictures that differ, and the address of the desk that lists exactly these. */
export async function makeQueue(count: number): Promise<Queue> {
  const seed = 1_000_000_000 + Math.floor(Math.random() * 8_000_000_000);
  let made = 0;
  async function grow(more: number): Promise<Output[]> {
    const outputs: Output[] = [];
    for (const detail of details.slice(made, made + more)) {
      const { body } = await call("POST", "/api/v1/runs", {
        workflow: "model_free_card",
        params: { seed, detail },
      });
      const [run] = body["items"] as Run[];
      // One after the other, so that their order is known.
      outputs.push(...outputsOf(await finished(run?.id ?? "")));
    }
    made += more;
    return outputs;
  }
  return { outputs: await grow(count), query: `?q=${seed}`, seed, grow };
}

const manyAtOnce = 100;

/**
 * Makes `count` pictures that differ, all in the queue at once, and the address of the desk that lists exactly these.
 * Takes more than a second for each.
 */
export async function makeLongQueue(count: number): Promise<Omit<Queue, "grow">> {
  const seed = 1_000_000_000 + Math.floor(Math.random() * 8_000_000_000);
  for (let n = 0; n < count; n += 1) {
    const params = { seed, detail: details[n % details.length], shadow: Math.floor(n / details.length) / 20 };
    await call("POST", "/api/v1/runs", { workflow: "model_free_card", params });
  }
  const query = `?q=${seed}`;
  const outputs = await until(
    () => items<Output>(`/api/v1/outputs${query}&limit=${manyAtOnce}`),
    (made) => made.length === count,
    `${count} pictures`,
    count * 5000,
  );
  return { outputs, query, seed };
}
