import type { Metadata } from "next";
import { PlainPage, plainAction } from "#components/shell/plain-page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <PlainPage
        title="There is nothing at this address"
        action={
          // oxlint-disable-next-line nextjs/no-html-link-for-pages -- every page would carry the router's link for this one
          <a href="/" className={plainAction}>
            Go home
          </a>
        }
      >
        It may have been mistyped, or it belongs to a project you are not in.
      </PlainPage>
    </main>
  );
}
