import { TriangleAlert } from "lucide-react";
import { Link } from "#components/ui/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { asProblem } from "#lib/http/browser/api-problem";

type ErrorStateProps = {
  error: unknown;
  /** Completes "Could not load …". */
  what: string;
  onRetry?: () => void;
  /** For an error in place of a whole page: where to go instead. */
  elsewhere?: { href: string; label: string };
  className?: string;
};

/** Something could not be loaded: what, why, what to do. */
export function ErrorState({ error, what, onRetry, elsewhere, className }: ErrorStateProps) {
  const problem = asProblem(error);
  // What does not exist will not exist at the next try either.
  const canRetry = onRetry !== undefined && problem.code !== "not_found";
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={`Could not load ${what}`}
        {...(className !== undefined && { className })}
        isWholePage={elsewhere !== undefined}
        actions={
          <>
            {canRetry && <Button onClick={onRetry}>Try again</Button>}
            {elsewhere !== undefined && (
              <Button asChild>
                <Link href={elsewhere.href}>{elsewhere.label}</Link>
              </Button>
            )}
          </>
        }
      >
        <p>{problem.message}</p>
        {problem.id !== undefined && (
          <p className="mt-2 font-mono text-2xs text-faint">Quote this when asking for help: {problem.id}</p>
        )}
      </EmptyState>
    </div>
  );
}
