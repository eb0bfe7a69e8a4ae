import type { Choice, Contract, ContractProperty } from "#lib/contract/contract";
import { recogniseGraph } from "#lib/contract/graph-schema";
import type { Db } from "#lib/db/client";
import { AppError } from "#lib/errors";
import { parseExactJson } from "#lib/json";
import { Prisma } from "#prisma";
import { readVersion, shortHash } from "./read-version.ts";
import {
  type Drift,
  maxRunCount,
  type ParamView,
  type WorkflowDetail,
  type WorkflowProblem,
  type WorkflowView,
} from "./workflow-schema.ts";

const shown = {
  name: true,
  title: true,
  description: true,
  problems: true,
  drift: true,
  updatedAt: true,
  publishedVersion: { select: { id: true, hash: true, number: true } },
} satisfies Prisma.WorkflowSelect;

const yesOrNo: readonly Choice[] = [
  { value: true, label: "Yes" },
  { value: false, label: "No" },
];

type Row = Prisma.WorkflowGetPayload<{ select: typeof shown }>;

/** All workflows that can be run, by title; with `broken` also those that cannot, and why. */
export async function listWorkflows(db: Db, { broken }: { broken: boolean }): Promise<WorkflowView[]> {
  const rows = await db.workflow.findMany({
    where: broken ? {} : { problems: { equals: Prisma.DbNull }, publishedVersionId: { not: null } },
    orderBy: [{ title: "asc" }, { name: "asc" }],
    select: shown,
  });
  return Promise.all(rows.map((row) => present(db, row)));
}

/** One workflow, broken or not, with its contract and graph. 404 for a name that was never published. */
export async function readWorkflow(db: Db, name: string): Promise<WorkflowDetail> {
  const row = await findWorkflow(db, name);
  const { id, publishedVersion } = row;
  const versions = await db.workflowVersion.findMany({
    where: { workflowId: id },
    orderBy: { number: "desc" },
    take: 100,
    select: { hash: true, number: true, createdAt: true },
  });
  const texts =
    publishedVersion &&
    (await db.workflowVersion.findUniqueOrThrow({
      where: { id: publishedVersion.id },
      select: { contract: true, graph: true },
    }));
  const contract = await findContract(db, publishedVersion?.id);
  const graph = texts && parseExactJson(texts.graph.replace(/^\uFEFF/, ""));
  return {
    ...(await present(db, row)),
    contract: texts && parseExactJson(texts.contract.replace(/^\uFEFF/, "")),
    graph,
    maxCount: contract === null ? 1 : mostPictures(contract),
    nodes: nodesOf(graph),
    versions: versions.map(({ hash, number, createdAt }) => ({
      version: shortHash(hash),
      number,
      createdAt: createdAt.toISOString(),
    })),
  };
}

/** Without a seed to draw, every run makes the same. */
function mostPictures({ seedProperty, batch }: Contract): number {
  return seedProperty === null ? (batch?.max ?? 1) : maxRunCount;
}

async function findWorkflow(db: Db, name: string) {
  const row = name.includes("\0")
    ? null
    : await db.workflow.findUnique({ where: { name }, select: { ...shown, id: true } });
  if (row === null) {
    throw new AppError(
      "not_found",
      "There is no such workflow. GET /api/v1/workflows lists those that there are.",
    );
  }
  return row;
}

async function present(db: Db, row: Row): Promise<WorkflowView> {
  const { name, title, description, publishedVersion, updatedAt } = row;
  const problems = (row.problems ?? []) as WorkflowProblem[];
  const isBroken = row.problems !== null || publishedVersion === null;
  const contract = isBroken ? null : await findContract(db, publishedVersion.id);
  return {
    name,
    title,
    description,
    status: isBroken ? "broken" : "published",
    version: publishedVersion && shortHash(publishedVersion.hash),
    versionNumber: publishedVersion && publishedVersion.number,
    pool: contract?.pool ?? null,
    params: contract?.properties.filter(({ isAsset }) => !isAsset).map(presentParam) ?? [],
    problems,
    drift: isBroken ? null : (row.drift as Drift | null),
    updatedAt: updatedAt.toISOString(),
  };
}

function presentParam({ name, title, choices, type }: ContractProperty): ParamView {
  const allowed = type === "boolean" ? yesOrNo : (choices ?? null);
  return {
    name,
    title,
    choices: allowed && allowed.map(({ value, label }) => ({ value: String(value), label })),
  };
}

/** Null for a version that this release no longer understands: it is still shown. */
async function findContract(db: Db, versionId: string | undefined): Promise<Contract | null> {
  if (versionId === undefined) return null;
  return readVersion(db, versionId).then(
    ({ contract }) => contract,
    () => null,
  );
}

function nodesOf(graph: unknown): WorkflowDetail["nodes"] {
  const recognised = recogniseGraph(graph);
  if (recognised.kind !== "api") return [];
  return Object.entries(recognised.graph).map(([id, node]) => {
    const title = node._meta?.["title"];
    return { id, classType: node.class_type, title: typeof title === "string" ? title : node.class_type };
  });
}
