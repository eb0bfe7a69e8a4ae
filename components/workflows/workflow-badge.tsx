import { Check, TriangleAlert } from "lucide-react";
import { Badge } from "#components/ui/badge";
import type { WorkflowView } from "#lib/workflow/workflow-schema";

export function WorkflowBadge({ status }: { status: WorkflowView["status"] }) {
  return status === "published" ? (
    <Badge tone="good">
      <Check aria-hidden />
      Published
    </Badge>
  ) : (
    <Badge tone="bad">
      <TriangleAlert aria-hidden />
      Broken
    </Badge>
  );
}
