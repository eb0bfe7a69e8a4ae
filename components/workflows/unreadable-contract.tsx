import { RotateCw } from "lucide-react";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/page-header";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

/** In place of a form whose contract the server accepts and this page does not understand. */
export function UnreadableContract({ workflow: { name, title } }: { workflow: WorkflowDetail }) {
  return (
    <>
      <PageHeader
        back={{ href: "/generate", label: "All workflows" }}
        title={title}
        description="Its form cannot be drawn here: this page does not understand the contract. The workflow works, and its runs go on."
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            <RotateCw aria-hidden />
            Reload the page
          </Button>
        }
      />
      <ol className="max-w-prose list-decimal space-y-2 pl-5 text-sm text-soft">
        <li>
          Reload first. A page that was open while Proofsheet was updated is older than the contract it was
          sent.
        </li>
        <li>
          {"If that changes nothing, whoever keeps "}
          <code className="font-mono text-xs break-all">{`params/${name}.schema.json`}</code>
          {" can save the file once more: it is checked anew, and what is wrong with it then stands under "}
          <Link href={`/workflows/${name}`} className="text-accent-text underline underline-offset-2">
            Workflows
          </Link>
          .
        </li>
      </ol>
    </>
  );
}
