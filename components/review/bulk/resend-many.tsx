import { toast } from "#components/ui/toast";
import { untilOnline } from "#lib/event/browser/until-online";
import { announce } from "#lib/review/browser/desk/announcer";
import { resendMany } from "#lib/review/browser/bulk/judge-many";
import type { DeskParts } from "#lib/review/browser/desk/open-desk";
import type { UnsentMany } from "#lib/review/browser/decide/unsent";
import { verdictApi } from "#lib/review/browser/decide/verdict-api";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Sends verdicts on many that an earlier page could not, and says what became of them. */
export async function sendLeftOver(
  { desk, sitting, unsent, sessionId, session }: DeskParts,
  left: readonly UnsentMany[],
): Promise<void> {
  for (const request of left) {
    // Another tab may have sent it meanwhile.
    if (!unsent.all().some(({ key }) => key === request.key)) continue;
    const parts = { desk, sitting, unsent, sessionId: sessionId(), api: verdictApi, wait, untilOnline };
    const { done, refused } = await resendMany(parts, request);
    session?.refresh();
    const saved = `${done.length} verdicts that waited for the network are saved.`;
    if (done.length > 0) announce(saved);
    if (refused.length === 0) toast.success(saved);
    else {
      const why = [...new Set(refused.map(({ message }) => message))].join(" ");
      toast.error(`${done.length === 0 ? "" : `${saved} `}${refused.length} were not saved: ${why}`);
    }
  }
}
