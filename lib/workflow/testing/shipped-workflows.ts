import { fileURLToPath } from "node:url";
import type { Db } from "#lib/db/client";
import { loadWorkflowFiles } from "#lib/workflow/load-workflow-files";
import { syncWorkflows, type WorkflowFiles } from "#lib/workflow/sync-workflows";

const root = new URL("../../../", import.meta.url);

/** The workflows that come with the house, read from their folders. */
export function loadShippedWorkflows(): Promise<WorkflowFiles[]> {
  return loadWorkflowFiles(folder("workflows"), folder("params"));
}

/** Publishes them in a test database. */
export async function publishShippedWorkflows(db: Db): Promise<void> {
  await syncWorkflows(db, await loadShippedWorkflows(), new Date());
}

function folder(name: string): string {
  return fileURLToPath(new URL(name, root));
}
