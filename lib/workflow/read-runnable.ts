import type { Problem } from "#lib/contract/problem";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import type { Prisma } from "#prisma";

/** Whether a workflow may be run now, and in which version. */
export type Runnable =
  | { kind: "published"; versionId: string }
  | { kind: "broken"; name: string; problems: Problem[] }
  | { kind: "unknown"; name: string };

const asked = { name: true, publishedVersionId: true, problems: true } satisfies Prisma.WorkflowSelect;

/** By name, which may be anything somebody sent. */
export async function findRunnable(db: Db | Tx, name: string): Promise<Runnable> {
  const row = name.includes("\0") ? null : await db.workflow.findUnique({ where: { name }, select: asked });
  return row === null ? { kind: "unknown", name } : judge(row);
}

/** The same for a version that is used already: its workflow must not be broken. */
export async function findVersionRunnable(db: Db | Tx, versionId: string): Promise<Runnable> {
  const { workflow } = await db.workflowVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { workflow: { select: asked } },
  });
  const found = judge(workflow);
  return found.kind === "published" ? { kind: "published", versionId } : found;
}

function judge({
  name,
  publishedVersionId,
  problems,
}: Prisma.WorkflowGetPayload<{ select: typeof asked }>): Runnable {
  if (publishedVersionId === null || problems !== null) {
    return { kind: "broken", name, problems: (problems ?? []) as Problem[] };
  }
  return { kind: "published", versionId: publishedVersionId };
}
