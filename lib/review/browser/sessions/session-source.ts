import type { OutputSource } from "#lib/review/browser/desk/output-source";
import type { ReviewSession } from "./review-session.ts";
import type { SessionApi } from "./session-api.ts";

/** The frozen list of a session, read by position. The first read begins the session. */
export function createSessionSource(
  session: Pick<ReviewSession, "begin">,
  api: Pick<SessionApi, "window" | "next" | "arrangement" | "standings" | "twins">,
): OutputSource {
  return {
    isFrozen: true,
    async read(from, limit) {
      const { id } = await session.begin();
      const { items, total } = await api.window(id, { from, limit });
      const skipped = items.filter(({ isSkipped }) => isSkipped).map((item) => item.id);
      return { type: "slice", from, items, total, skipped };
    },
    async locate(output) {
      const { id } = await session.begin();
      const { items } = await api.window(id, { around: output, limit: 1 });
      const [found] = items;
      return found?.id === output ? found.position : null;
    },
    async findUndecided(from, step) {
      const { id } = await session.begin();
      const { next } = await api.next(id, { from: from - step, direction: step === 1 ? "next" : "previous" });
      return next?.position ?? null;
    },
    async arrange({ group, isPiled }) {
      const { id } = await session.begin();
      return api.arrangement(id, { ...(group !== null && { group }), piled: isPiled ? "true" : "false" });
    },
    async standings(from) {
      const { id } = await session.begin();
      return api.standings(id, { from });
    },
    async twins() {
      const { id } = await session.begin();
      return (await api.twins(id)).items;
    },
  };
}
