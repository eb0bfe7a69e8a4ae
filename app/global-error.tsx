"use client";

import PageError from "./error.tsx";
import "./globals.css";

/** The last resort: the root layout itself failed, so this brings its own document. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Something went wrong · Proofsheet</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
