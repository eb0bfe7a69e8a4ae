import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "#lib/db/client";
import type { Log } from "#lib/log";
import { loadWorkflowFiles } from "#lib/workflow/load-workflow-files";
import { syncWorkflows } from "#lib/workflow/sync-workflows";

export type WorkflowFolders = { workflows: string; params: string };

/**
 * Makes a function that brings the workflow tables in line with the folders, when anything in them has changed since
 * its last call (names, sizes, times of change; the first call always does).
 */
export function createWorkflowWatch(db: Db, folders: WorkflowFolders, log: Log): () => Promise<void> {
  let seen = "";
  return async () => {
    const now = await describeFolders(folders);
    if (now === seen) return;
    const files = await loadWorkflowFiles(folders.workflows, folders.params);
    const report = await syncWorkflows(db, files, new Date());
    seen = now;
    if (report.published.length > 0) log.info({ workflows: report.published }, "workflows published");
    if (report.broken.length > 0)
      log.warn({ workflows: report.broken }, "workflows set aside: see the workflows screen");
  };
}

async function describeFolders({ workflows, params }: WorkflowFolders): Promise<string> {
  const lines = await Promise.all(
    [workflows, params].map(async (folder) => {
      const names = (await readdir(folder)).toSorted();
      return Promise.all(
        names.map(async (name) => {
          const facts = await stat(join(folder, name)).catch(() => null);
          return `${folder}/${name} ${facts?.size} ${facts?.mtimeMs}`;
        }),
      );
    }),
  );
  return lines.flat().join("\n");
}
