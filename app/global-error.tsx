"use client";

import { StoppedPage, type StoppedPageProps } from "#components/shell/stopped-page";
import "./globals.css";

/** The last resort: the root layout itself failed, so this brings its own document. */
export default function GlobalError(props: StoppedPageProps) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Something went wrong · Proofsheet</title>
        <main>
          <StoppedPage {...props} />
        </main>
      </body>
    </html>
  );
}
