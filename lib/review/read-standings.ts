import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { lockColumn } from "#lib/output/lock-sql";
import { panelColumns, panelOf, presentLock } from "#lib/output/output-row";
import { findVersion } from "#lib/run/present-run";
import { requireSession } from "./read-sessions.ts";
import type { Standing, StandingsQuery, StandingsView } from "./standing-schema.ts";

type StandingRow = Omit<Standing, "policy" | "submittedBy" | "panel"> &
  Parameters<typeof panelOf>[0] & {
    versionId: string;
    separatesDuties: boolean;
    submitterKind: string;
    submitterId: string;
    submitterName: string;
  };

/** How outputs of a session stand, by the thousand: for a selection that reaches beyond the rows on screen. */
export async function readStandings(
  db: Db,
  actor: Actor,
  sessionId: string,
  { from, limit }: StandingsQuery,
): Promise<StandingsView> {
  const { id, total } = await requireSession(db, actor, sessionId);
  const rows = await db.$queryRaw<StandingRow[]>`
    SELECT o.id, o.state, o.revision, o.sha256, r.version_id AS "versionId",
           p.separates_duties AS "separatesDuties", ${lockColumn} AS locked, r.submitter_kind AS "submitterKind",
           r.submitter_id AS "submitterId", r.submitter_name AS "submitterName", ${panelColumns(actor)}
    FROM review_session_output l
    JOIN output o ON o.id = l.output_id
    JOIN project p ON p.id = o.project_id
    JOIN run r ON r.id = o.run_id
    WHERE l.session_id = ${id}::uuid AND l.position >= ${from} AND l.position < ${from + limit}
    ORDER BY l.position`;
  const items: Standing[] = [];
  for (const { id: outputId, state, revision, sha256, ...row } of rows) {
    const version = await findVersion(db, row.versionId);
    items.push({
      id: outputId,
      state,
      revision,
      sha256,
      submittedBy: { kind: row.submitterKind, id: row.submitterId, name: row.submitterName },
      policy: {
        reason: version?.contract.review.reason ?? "optional",
        separatesDuties: row.separatesDuties,
        reviewers: row.reviewers,
        isBlind: row.isBlind,
      },
      locked: presentLock(row.locked),
      panel: panelOf({ ...row, state }),
    });
  }
  return { items, total };
}
