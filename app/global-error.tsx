"use client";

import "./globals.css";

/**
 * The last resort: the root layout itself failed, so this brings its own document. It is part of every page's weight and
 * stands on nothing but the browser.
 */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Something went wrong · Proofsheet</title>
        <main role="alert" className="grid min-h-dvh place-items-center p-6 text-center">
          <div>
            <h1 className="text-lg font-semibold">This page stopped working</h1>
            <p className="mt-1.5 text-soft">
              Runs and verdicts are kept on the server, so nothing of those is lost.
            </p>
            {error.digest !== undefined && (
              <p className="mt-2 font-mono text-2xs text-faint">
                Quote this when asking for help: {error.digest}
              </p>
            )}
            <button
              type="button"
              onClick={reset}
              className="touchable mt-5 rounded-md bg-accent px-3 py-1.5 text-accent-ink"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
