import type { Metadata } from "next";
import { WorkflowDetailPage } from "#components/workflows/workflow-detail-page";
import { readWorkflow } from "#lib/workflow/read-workflows";
import { titleAbout } from "../../../page-title.ts";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = decodeURIComponent((await params).name);
  return titleAbout(`Workflow ${name}`, async (db) => `Workflow ${(await readWorkflow(db, name)).title}`);
}

export default async function WorkflowDetail({ params }: Props) {
  const { name } = await params;
  return <WorkflowDetailPage name={decodeURIComponent(name)} />;
}
