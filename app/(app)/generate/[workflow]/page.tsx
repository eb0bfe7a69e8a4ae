import type { Metadata } from "next";
import { WorkflowPage } from "#components/generate/workflow-page";

type Props = { params: Promise<{ workflow: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workflow } = await params;
  return { title: `Generate with ${decodeURIComponent(workflow)}` };
}

export default async function GenerateWorkflowPage({ params }: Props) {
  const { workflow } = await params;
  return <WorkflowPage name={decodeURIComponent(workflow)} />;
}
