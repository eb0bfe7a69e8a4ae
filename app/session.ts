import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Me } from "#lib/account/account-schema";
import type { Actor } from "#lib/account/actor";
import { readMe } from "#lib/account/read-me";
import { context } from "./context.ts";

/** Who looks at a page: for server components only. API handlers and use cases get their actor handed in. */
export type Viewer = { actor: Actor; me: Me };

/** The viewer of the page being rendered, null when nobody is signed in. Asked once per request. */
export const currentActor = cache(async (): Promise<Viewer | null> => {
  const web = context();
  const actor = await web.resolveActor(new Request("http://page.invalid/", { headers: await headers() }));
  return actor === null ? null : { actor, me: await readMe(web.db, actor) };
});

/** The viewer, or the way to the sign-in page. `next` is the path to come back to. */
export async function requireActor(next?: string): Promise<Viewer> {
  const viewer = await currentActor();
  if (viewer !== null) return viewer;
  return redirect(next === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
}
