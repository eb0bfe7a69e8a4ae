import { createKeyEndpoint, listKeysEndpoint } from "#lib/account/account-api";
import { createKey } from "#lib/account/create-key";
import { listKeys } from "#lib/account/read-keys";
import { changes, reads } from "#lib/http/handle";
import { readProject } from "#lib/project/read-projects";
import { context } from "../../../context.ts";

export const GET = reads(context, listKeysEndpoint, async ({ db, actor, query }) => {
  const { id: projectId } = await readProject(db, actor, query.project);
  return { items: await listKeys(db, actor, projectId), nextCursor: null };
});

export const POST = changes(context, createKeyEndpoint, ({ tx, actor, body, now }) =>
  createKey(tx, actor, body, now),
);
