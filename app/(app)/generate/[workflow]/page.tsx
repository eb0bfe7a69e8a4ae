import type { Metadata } from "next";
import { WorkflowPage } from "#components/generate/workflow-page";
import { readWorkflow } from "#lib/workflow/read-workflows";
import { titleAbout } from "../../../page-title.ts";

type Props = { params: Promise<{ workflow: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = decodeURIComponent((await params).workflow);
  return titleAbout(
    `Generate with ${name}`,
    async (db) => `Generate with ${(await readWorkflow(db, name)).title}`,
  );
}

export default async function GenerateWorkflowPage({ params }: Props) {
  const { workflow } = await params;
  return <WorkflowPage name={decodeURIComponent(workflow)} />;
}
