import { findMembers } from "#lib/account/read-members";
import type { Tx } from "#lib/db/transaction";
import { invalid } from "#lib/errors";

/** Each once, with the name as it is now. 422 for whoever is not in the project and so may not see the output. */
export async function requireMembers(
  tx: Tx,
  projectId: string,
  ids: readonly string[],
  at: string,
): Promise<{ id: string; name: string }[]> {
  const wanted = [...new Set(ids)];
  const members = new Map(
    (await findMembers(tx, projectId, wanted)).map((member) => [member.userId, member]),
  );
  return wanted.map((id) => {
    const member = members.get(id);
    if (member !== undefined) return { id, name: member.name };
    throw invalid([
      {
        path: `${at}/${ids.indexOf(id)}`,
        message:
          "This person is not in the project and may not see the output. Ask an owner to invite them, or leave the mention out.",
      },
    ]);
  });
}
