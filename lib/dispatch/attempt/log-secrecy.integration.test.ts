import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { createLog, type LogSettings } from "#lib/log";
import { createAsset } from "#lib/output/create-asset";
import { ingestFile } from "#lib/output/ingest-file";
import { eventually, owner, projectId, useWorkshop } from "#lib/dispatch/testing/workshop";

const root = join(import.meta.dirname, "..", "..", "..");
const workshop = useWorkshop(() => ({ workflows: join(root, "workflows"), params: join(root, "params") }));

const word = "kaleidoscopic";
const prompt = `a ${word} lighthouse`;
const password = "correct-horse";

/** A worker that writes everything it has to say into `lines`, and reaches its server by name and password. */
async function startTalking(settings: LogSettings = { LOG_LEVEL: "trace", LOG_PROMPTS: false }) {
  const lines: string[] = [];
  const log = createLog("worker", settings, { write: (line) => void lines.push(line) });
  const simulator = await workshop.simulator();
  const address = new URL(simulator.url);
  address.username = "proofsheet";
  address.password = password;
  await workshop.worker([address.href], { log });
  return { lines, simulator, log };
}

it("a whole run is logged with run, attempt and server, and without a word of its prompt", async () => {
  const { lines, simulator } = await startTalking();
  const ids: string[] = [];
  async function end(status: "succeeded" | "failed", workflow = "sdxl_base_refiner", more: object = {}) {
    const [run] = await workshop.submit(workflow, { prompt, ...more });
    ids.push(run?.id ?? "");
    await workshop.until(run?.id ?? "", status);
  }

  const pictures = { image: await upload(1), mask: await upload(0.5) };
  await end("succeeded");
  await end("succeeded", "sdxl_inpaint_masked", pictures);
  simulator.plan({ kind: "node-error", message: `cannot encode "${prompt}"` });
  await end("failed");
  simulator.plan({ kind: "refuse-prompt", status: 400 });
  await end("failed");
  // A database that cannot read a value quotes it.
  await workshop.database.asOwner(`
    CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM NEW.graph::int; RETURN NEW; END $$`);
  await workshop.database.asOwner(`
    CREATE TRIGGER stumble BEFORE UPDATE OF graph ON attempt FOR EACH ROW EXECUTE FUNCTION stumble()`);
  await end("failed", "sdxl_inpaint_masked", pictures);
  await workshop.database.asOwner("DROP TRIGGER stumble ON attempt");

  const text = lines.join("");
  expect(text).not.toContain(word);
  expect(text).not.toContain(password);
  expect(text).not.toContain(Buffer.from(`proofsheet:${password}`).toString("base64"));
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const id of ids) {
    const messages = told.filter(({ run }) => run === id).map(({ msg }) => msg);
    expect(messages).toContain("run claimed");
  }
  expect(told.some(({ msg }) => msg === "attempt stumbled")).toBe(true);
  const ofAttempts = told.filter((line) => "attempt" in line || "run" in line);
  expect(ofAttempts).not.toEqual([]);
  for (const line of ofAttempts) {
    expect(line).toMatchObject({
      run: expect.any(String),
      attempt: expect.any(String),
      server: expect.stringMatching(/^local/),
    });
  }
});

it("a server that is away is named without its password", async () => {
  const { lines, simulator, log } = await startTalking();
  await simulator.stop();
  await eventually(() => expect(lines.join("")).toContain("server health changed"));
  log.error(
    { err: new Error(`fetch of http://proofsheet:${password}@gpu-1:8188/queue failed`) },
    "no answer",
  );
  expect(lines.at(-1)).toContain("//[redacted]@gpu-1:8188/queue");
  expect(lines.join("")).not.toContain(password);
});

it("with LOG_PROMPTS on, params may be logged, and passwords still are not", () => {
  const lines: string[] = [];
  const settings = { LOG_LEVEL: "info", LOG_PROMPTS: true } as const;
  const log = createLog("worker", settings, { write: (line) => void lines.push(line) });
  log.info({ params: { prompt }, url: `http://proofsheet:${password}@gpu-1` }, "run");
  expect(lines.join("")).toContain(word);
  expect(lines.join("")).not.toContain(password);
});

async function upload(alpha: number): Promise<string> {
  const background = { r: 200, g: 90, b: 20, alpha };
  const picture = sharp({ create: { width: 128, height: 128, channels: 4, background } });
  const file = await ingestFile(workshop.files, await picture.png().toBuffer(), `${word}.png`);
  const received = { projectId, file, filename: `${word}.png` };
  if (file.quarantine !== null) throw new Error(file.quarantine);
  const asset = await inTransaction(workshop.db, (tx) =>
    createAsset(tx, owner, { ...received, file }, new Date()),
  );
  return asset.id;
}
