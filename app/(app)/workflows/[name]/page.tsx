import type { Metadata } from "next";
import { WorkflowDetailPage } from "#components/workflows/workflow-detail-page";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `Workflow ${decodeURIComponent(name)}` };
}

export default async function WorkflowDetail({ params }: Props) {
  const { name } = await params;
  return <WorkflowDetailPage name={decodeURIComponent(name)} />;
}
