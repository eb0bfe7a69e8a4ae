import type { Metadata } from "next";
import { SessionsPage } from "#components/review/sessions/sessions-page";

export const metadata: Metadata = { title: "Review sessions" };

export default function ReviewSessions() {
  return <SessionsPage />;
}
