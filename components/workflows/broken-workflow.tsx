import { Link } from "#components/ui/link";
import { ProblemList } from "#components/workflows/problem-list";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

/** In place of a form that cannot be had: what is wrong, and who can put it right. */
export function BrokenWorkflow({ workflow }: { workflow: WorkflowDetail }) {
  return (
    <>
      <PageHeader
        back={{ href: "/generate", label: "All workflows" }}
        title={workflow.title}
        description="This workflow cannot run until its files are repaired. Nothing else is affected."
        actions={
          <>
            <Button asChild>
              <Link href={`/workflows/${workflow.name}`}>Open its contract</Link>
            </Button>
          </>
        }
      />
      <p className="mb-3 text-sm text-soft">
        {"Since "}
        <RelativeTime at={workflow.updatedAt} />
        {". Whoever keeps the files of "}
        <code className="font-mono text-xs">workflows/</code>
        {" and "}
        <code className="font-mono text-xs">params/</code>
        {" can repair it; the form comes back by itself within seconds. Its queued runs are kept."}
      </p>
      <ProblemList problems={workflow.problems} />
    </>
  );
}
