import { TriangleAlert } from "lucide-react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { asProblem } from "#lib/http/browser/api-problem";

type ErrorStateProps = { error: unknown; what: string; onRetry?: () => void; className?: string };

/** Something could not be loaded: what, why, what to do. `what` completes "Could not load …". */
export function ErrorState({ error, what, onRetry, className }: ErrorStateProps) {
  const problem = asProblem(error);
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={`Could not load ${what}`}
        {...(className !== undefined && { className })}
        actions={onRetry && <Button onClick={onRetry}>Try again</Button>}
      >
        <p>{problem.message}</p>
        {problem.id !== undefined && (
          <p className="mt-2 font-mono text-2xs text-faint">Quote this when asking for help: {problem.id}</p>
        )}
      </EmptyState>
    </div>
  );
}
