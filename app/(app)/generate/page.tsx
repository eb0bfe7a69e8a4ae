import { WorkflowPicker } from "#components/generate/workflow-picker";

export const metadata = { title: "Generate" };

export default function GeneratePage() {
  return <WorkflowPicker />;
}
