import { PlainPage, plainAction } from "#components/shell/plain-page";

export type StoppedPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that threw: what is safe, what to quote, and another try. */
export function StoppedPage({ error, reset }: StoppedPageProps) {
  return (
    <div role="alert">
      <PlainPage
        title="This page stopped working"
        action={
          <button type="button" onClick={reset} className={plainAction}>
            Try again
          </button>
        }
      >
        <p>Runs and verdicts are kept on the server, so nothing of those is lost.</p>
        {error.digest !== undefined && (
          <p className="mt-2 font-mono text-2xs text-faint">
            Quote this when asking for help: {error.digest}
          </p>
        )}
      </PlainPage>
    </div>
  );
}
