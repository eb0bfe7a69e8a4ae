import { createHash } from "node:crypto";
import type { RigSimulator } from "../../kit/simulator.ts";
import { readEnded, smallCard, submitRun, type WebClient } from "../web-client.ts";
import type { PoisonFile } from "./poison-files.ts";

export type Eaten = {
  name: string;
  /** What went wrong, in words; null when it went as it must. */
  fault: string | null;
  /** From when the file was there to when it was refused, in ms; null for what was kept. */
  refusedAfterMs: number | null;
  told: string;
};

/** One run whose file is replaced by `file` on its way: kept as it is, or set aside with a reason on the run. */
export async function eatAsOutput(
  client: WebClient,
  simulator: RigSimulator,
  file: PoisonFile,
): Promise<Eaten> {
  const { name, path, announcedBytes, setAside } = file;
  await simulator.arm({
    kind: "view-file",
    times: "always",
    file: path,
    ...(announcedBytes === undefined ? {} : { announcedBytes }),
  });
  const run = await readEnded(client, await submitRun(client, smallCard), 60_000);
  await simulator.disarm();
  const madeAt = (await simulator.ledger()).finished.at(-1)?.at ?? Number.NaN;
  const [output] = run.outputs;
  const told = run.error?.detail ?? run.error?.message ?? `kept as ${output?.kind ?? "nothing"}`;
  if (setAside === null) {
    const sha256 = createHash("sha256").update(file.bytes).digest("hex");
    const isKept = run.status === "succeeded" && output?.sha256 === sha256;
    return { name, told, refusedAfterMs: null, fault: isKept ? null : `was not kept as it is: ${told}` };
  }
  const isExplained = run.error?.code === "bad_file" && setAside.test(output?.quarantine ?? "");
  return {
    name,
    told,
    refusedAfterMs: Date.parse(run.finishedAt ?? "") - madeAt,
    fault: isExplained && output?.sha256 === null ? null : `was not refused with its reason: ${told}`,
  };
}

/** The same file sent by a person: taken in as a new PNG, or refused at `/file` in words. */
export async function eatAsUpload(client: WebClient, file: PoisonFile): Promise<Eaten> {
  const startedAtMs = performance.now();
  const { status, text } = await client.upload(file.bytes, file.name);
  const tookMs = performance.now() - startedAtMs;
  const { error } = JSON.parse(text) as { error?: { message: string; fields?: { path: string }[] } };
  const isRefused = status === 422 && error?.fields?.[0]?.path === "/file";
  // A server's lies about the length do not reach an upload, and sound is kept as an output only.
  const mayBeTaken = file.setAside === null || file.announcedBytes !== undefined;
  const isRight = isRefused || (mayBeTaken && status === 201);
  return {
    name: file.name,
    told: error?.message ?? "taken",
    refusedAfterMs: isRefused ? tookMs : null,
    fault: isRight ? null : `was answered ${status}: ${text.slice(0, 200)}`,
  };
}
