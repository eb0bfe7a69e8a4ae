import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { LoadedContract } from "#lib/contract/load-contract";
import type { Problem } from "#lib/contract/problem";
import type { Db } from "#lib/db/client";
import { inTransaction, type Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { canonicalJson, type ExactJson } from "#lib/json";
import { shortHash } from "./read-version.ts";
import {
  createWorkflow,
  forgetWorkflow,
  hashVersion,
  keepVersion,
  type KnownWorkflow,
  lockWorkflows,
  publishVersion,
  readKnownWorkflows,
  setProblems,
  storable,
} from "./workflow-store.ts";

/** The two files of one workflow as read from the folders. The texts of a file that is missing are "". */
export type WorkflowFiles = {
  readonly name: string;
  readonly graphText: string;
  readonly schemaText: string;
  readonly loaded: LoadedContract;
};

export type SyncReport = { published: string[]; broken: string[] };

/**
 * Brings the tables in line with the folders. Content that was not seen before becomes a new immutable version and is
 * published; content seen before publishes its old version again; files that cannot be used, or are gone, set the
 * workflow aside with the reasons; one that never worked goes with its files. Says only what changed; a second call changes nothing. Several processes may call
 * at once.
 */
export async function syncWorkflows(db: Db, files: readonly WorkflowFiles[], now: Date): Promise<SyncReport> {
  return inTransaction(db, async (tx) => {
    await lockWorkflows(tx);
    const known = new Map((await readKnownWorkflows(tx)).map((workflow) => [workflow.name, workflow]));
    const report: SyncReport = { published: [], broken: [] };
    for (const file of files) {
      const workflow = known.get(file.name) ?? (await createWorkflow(tx, file.name, titleOf(file)));
      known.delete(file.name);
      if (file.loaded.ok) {
        if (await publish(tx, workflow, file, now)) report.published.push(file.name);
      } else if (await setAside(tx, workflow, file.loaded.problems)) {
        report.broken.push(file.name);
      }
    }
    for (const workflow of known.values()) {
      if (workflow.publishedVersion === null) await forget(tx, workflow);
      else if (await setAside(tx, workflow, [goneProblem(workflow.name)])) report.broken.push(workflow.name);
    }
    return report;
  });
}

async function publish(tx: Tx, workflow: KnownWorkflow, file: WorkflowFiles, now: Date): Promise<boolean> {
  if (!file.loaded.ok) return false;
  const texts = { graph: file.graphText, contract: file.schemaText };
  const hash = hashVersion(texts);
  if (workflow.problems === null && workflow.publishedVersion?.hash === hash) return false;
  const { title, description, review, pool } = file.loaded.contract;
  const version = await keepVersion(tx, workflow.id, hash, texts, { ...review, pool }, now);
  await publishVersion(tx, workflow.id, { versionId: version.id, title, description });
  await record(tx, workflow, "published", { version: shortHash(hash), number: version.number });
  return true;
}

async function setAside(tx: Tx, workflow: KnownWorkflow, problems: readonly Problem[]): Promise<boolean> {
  const isKnown =
    canonicalJson((workflow.problems ?? null) as ExactJson) ===
    canonicalJson(storable(problems) as ExactJson);
  if (isKnown) return false;
  await setProblems(tx, workflow.id, problems);
  await record(tx, workflow, "broken", { problems: problems.length });
  return true;
}

/** A file put here by mistake and taken away again leaves nothing to explain. */
async function forget(tx: Tx, workflow: KnownWorkflow): Promise<void> {
  await forgetWorkflow(tx, workflow.id);
  await record(tx, workflow, "forgotten", {});
}

async function record(
  tx: Tx,
  { id, name }: KnownWorkflow,
  status: "published" | "broken" | "forgotten",
  about: { [key: string]: string | number },
): Promise<void> {
  const data = { name, status, ...about };
  await appendEvents(tx, [{ kind: "workflow.changed", projectId: null, subjectId: id, data }]);
  const action = `workflow.${status}`;
  await appendAudit(tx, systemActor, [
    { action, subjectType: "workflow", subjectId: id, projectId: null, data },
  ]);
}

function titleOf({ name, loaded }: WorkflowFiles): string {
  return loaded.ok ? loaded.contract.title : name;
}

function goneProblem(name: string): Problem {
  return {
    file: `workflows/${name}.api.json`,
    pointer: "",
    message: `The files of this workflow are gone. Put back workflows/${name}.api.json and params/${name}.schema.json to run it again.`,
  };
}
