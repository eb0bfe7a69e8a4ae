import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { type Actor, systemActor } from "#lib/account/actor";
import type { Role } from "#lib/account/permissions";
import { sampleFiles, sampleGraphText, sampleSchemaText } from "#lib/contract/testing/sample-contract";
import { loadContract } from "#lib/contract/load-contract";
import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { createFileStore, type FileStore } from "#lib/output/file-store";
import { ingestFile, type IngestedFile } from "#lib/output/ingest-file";
import { createOutputs } from "#lib/output/output-store";
import { defaultProjectId } from "#lib/project/default-project";
import { createRuns } from "#lib/run/create-runs";
import { moveRun } from "#lib/run/run-store";
import type { RunView } from "#lib/run/run-schema";
import { syncWorkflows } from "#lib/workflow/sync-workflows";

/** The default project with a published workflow, a server, and ways to make runs and outputs without a worker. */
export type Studio = {
  files: FileStore;
  /** Queued runs of the sample workflow. */
  queue(params?: Record<string, unknown>, count?: number): Promise<RunView[]>;
  /** Ends a queued run with these files; returns the ids of its outputs. */
  finish(run: { id: string }, files: readonly IngestedFile[], at?: Date): Promise<string[]>;
  /** One output of a run of its own, with a file that exists as a row only. */
  output(params?: Record<string, unknown>): Promise<string>;
};

/** Somebody with a role in the default project; a stranger has none. */
export function person(name: string, role: Role | null): Actor {
  return { kind: "person", id: name, name, roles: new Map(role === null ? [] : [[defaultProjectId, role]]) };
}

export const owner = person("Olga", "owner");
export const operator = person("Oscar", "operator");
export const reviewer = person("Rita", "reviewer");
export const secondReviewer = person("Rob", "reviewer");
export const viewer = person("Vera", "viewer");
export const stranger = person("Sam", null);

/** Gives people an account and a seat in the project: who is called by name in a comment has to have one. */
export async function seat(db: Db, people: readonly { id: string; name: string }[]): Promise<void> {
  for (const { id, name } of people) {
    await db.user.create({ data: { id, name, email: `${id.toLowerCase()}@example.test` } });
    await db.member.create({ data: { projectId: defaultProjectId, userId: id, role: "reviewer" } });
  }
}

export async function openStudio(
  db: Db,
  files: FileStore = createFileStore(mkdtempSync(join(tmpdir(), "proofsheet-files-"))),
): Promise<Studio> {
  const now = new Date();
  await syncWorkflows(
    db,
    [
      {
        name: "sample",
        graphText: sampleGraphText,
        schemaText: sampleSchemaText,
        loaded: loadContract(sampleSchemaText, sampleGraphText, sampleFiles),
      },
    ],
    now,
  );
  const { id: workflowId } = await db.workflow.findUniqueOrThrow({ where: { name: "sample" } });
  const serverId = newId();
  await db.server.create({
    data: { id: serverId, name: "bench", pool: "default", url: `http://bench.invalid/${serverId}` },
  });

  const studio: Studio = {
    files,
    queue: (params = {}, count = 1) =>
      createRuns(
        db,
        operator,
        { workflow: "sample", params: { prompt: "a lighthouse", ...params }, count },
        new Date(),
      ),
    finish: (run, collected, at = new Date()) =>
      inTransaction(db, async (tx) => {
        const attemptId = newId();
        await tx.attempt.create({
          data: {
            id: attemptId,
            runId: run.id,
            serverId,
            number: 1,
            status: "done",
            fence: 1n,
            workerId: "test",
            leaseUntil: at,
            graph: sampleGraphText,
          },
        });
        const ends = { id: run.id, projectId: defaultProjectId, workflowId, attemptId };
        await moveRun(tx, systemActor, { id: run.id, from: ["queued"], to: "running", now: at });
        await moveRun(tx, systemActor, { id: run.id, from: ["running"], to: "succeeded", now: at });
        const outputs = await createOutputs(
          tx,
          systemActor,
          ends,
          collected.map((file, index) => ({ nodeId: "11", filename: `sample_${index}.png`, file })),
          at,
        );
        return outputs.map(({ id }) => id);
      }),
    async output(params) {
      const [run] = await studio.queue(params);
      if (run === undefined) throw new Error("No run was made.");
      const [id] = await studio.finish(run, [paperFile(run.id)]);
      if (id === undefined) throw new Error("No output was made.");
      return id;
    },
  };
  return studio;
}

type StoredPicture = Extract<IngestedFile, { quarantine: null }>;

/** A file as ingest would describe it, without bytes behind it: for tests that look at rows only. */
export function paperFile(content: string): StoredPicture {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return {
    sha256,
    bytes: 1234,
    mime: "image/png",
    kind: "image",
    width: 64,
    height: 48,
    thumbhash: "AAAA",
    perceptualHash: "0123456789abcdef",
    quarantine: null,
  };
}

/** A picture of one colour, encoded as PNG. */
export async function paint(colour: string, width = 64, height = 48): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
}

/** Ingests bytes that are expected to be good. */
export async function ingestGood(files: FileStore, bytes: Uint8Array, filename = "good.png") {
  const file = await ingestFile(files, bytes, filename);
  if (file.quarantine !== null) throw new Error(file.quarantine);
  return file;
}
