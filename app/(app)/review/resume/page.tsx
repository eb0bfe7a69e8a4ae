import { redirect } from "next/navigation";
import { scopePath } from "#lib/review/browser/sessions/scope-words";
import { listSessions } from "#lib/review/read-sessions";
import { context } from "../../../context.ts";
import { requireActor } from "../../../session.ts";

const mostOpen = 50;

/** Where the installed app begins: at the session that was left open last, else at what is undecided. */
export default async function ResumeReview() {
  const { actor } = await requireActor("/review/resume");
  const { items } = await listSessions(context().db, actor, { limit: mostOpen, open: "true" });
  const last = items.toSorted((a, b) => a.usedAt.localeCompare(b.usedAt)).at(-1);
  redirect(last === undefined ? "/review" : scopePath(last.scope, { session: last.id }));
}
