import { createHash } from "node:crypto";
import type { Contract, ReviewRules } from "#lib/contract/contract";
import type { Problem } from "#lib/contract/problem";
import type { Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { parseExactJson, stringifyExactJson } from "#lib/json";
import { Prisma } from "#prisma";

/** Lets one process at a time compare folders and tables; held until the transaction ends. */
export async function lockWorkflows(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(72707370)`;
}

const known = {
  id: true,
  name: true,
  title: true,
  problems: true,
  publishedVersion: { select: { id: true, hash: true } },
} satisfies Prisma.WorkflowSelect;

export type KnownWorkflow = Prisma.WorkflowGetPayload<{ select: typeof known }>;

/** Every workflow that ever had a version, and those whose files do not work yet. */
export async function readKnownWorkflows(tx: Tx): Promise<KnownWorkflow[]> {
  return tx.workflow.findMany({ select: known });
}

/** A name that was never seen before; it has no version yet. */
export async function createWorkflow(tx: Tx, name: string, title: string): Promise<KnownWorkflow> {
  return tx.workflow.create({ data: { id: newId(), name, title }, select: known });
}

export type VersionTexts = { graph: string; contract: string };

/** What outputs copy from their version, and where its runs may go, so that no list has to read a contract. */
export type VersionFacts = Pick<ReviewRules, "reviewers" | "isBlind"> & Pick<Contract, "pool">;

/**
 * Same graph and contract, same hash: SHA-256, 64 hex digits. White space does not count; the order of keys does,
 * because the order of a contract's params is the order of the form.
 */
export function hashVersion({ graph, contract }: VersionTexts): string {
  const compact = [graph, contract].map((text) => stringifyExactJson(parseExactJson(withoutMark(text))));
  return createHash("sha256").update(compact.join("\n")).digest("hex");
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

/** The version with this content: the one that is there, or a new one numbered after the last. */
export async function keepVersion(
  tx: Tx,
  workflowId: string,
  hash: string,
  texts: VersionTexts,
  { reviewers, isBlind, pool }: VersionFacts,
  now: Date,
): Promise<{ id: string; number: number }> {
  const select = { id: true, number: true };
  const before = await tx.workflowVersion.findUnique({
    where: { workflowId_hash: { workflowId, hash } },
    select,
  });
  if (before !== null) return before;
  const { _max: last } = await tx.workflowVersion.aggregate({
    where: { workflowId },
    _max: { number: true },
  });
  return tx.workflowVersion.create({
    data: {
      id: newId(),
      workflowId,
      number: (last.number ?? 0) + 1,
      hash,
      ...texts,
      reviewers,
      isBlind,
      pool,
      createdAt: now,
    },
    select,
  });
}

export type Published = { versionId: string; title: string; description: string };

/** Makes a version the one that new runs take, and forgets the problems of earlier files. */
export async function publishVersion(
  tx: Tx,
  id: string,
  { versionId, title, description }: Published,
): Promise<void> {
  const data = { publishedVersionId: versionId, title, description, problems: Prisma.DbNull };
  await tx.workflow.update({ where: { id }, data });
}

/** Sets a workflow aside. Its last good version stays known, so that old runs can be explained. */
export async function setProblems(tx: Tx, id: string, problems: readonly Problem[]): Promise<void> {
  await tx.workflow.update({ where: { id }, data: { problems: storable(problems) } });
}

/** Only for one without a version: nothing was ever run with it, so nothing refers to it. */
export async function forgetWorkflow(tx: Tx, id: string): Promise<void> {
  await tx.workflow.delete({ where: { id } });
}

/** As stored: jsonb takes neither NUL nor half a surrogate pair, and a file's text may hold either. */
export function storable(problems: readonly Problem[]): Prisma.InputJsonArray {
  const clean = (text: string) => text.replaceAll("\0", "").toWellFormed();
  return problems.map(({ file, property, pointer, message }) => ({
    file: clean(file),
    ...(property === undefined ? {} : { property: clean(property) }),
    pointer: clean(pointer),
    message: clean(message),
  }));
}
