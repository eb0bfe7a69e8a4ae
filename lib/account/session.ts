import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { context } from "../../app/context.ts";
import type { Me } from "./account-schema.ts";
import type { Actor } from "./actor.ts";
import { readMe } from "./read-me.ts";

/**
 * Who looks at a page: for server components only. The one file of lib that knows the web process, so that pages need
 * no argument; use cases and API handlers get their actor handed in.
 */
export type Viewer = { actor: Actor; me: Me };

/** The viewer of the page being rendered, null when nobody is signed in. Asked once per request. */
export const currentActor = cache(async (): Promise<Viewer | null> => {
  const { db, resolveActor } = context();
  const actor = await resolveActor(new Request("http://page.invalid/", { headers: await headers() }));
  return actor === null ? null : { actor, me: await readMe(db, actor) };
});

/** The viewer, or the way to the sign-in page. `next` is the path to come back to. */
export async function requireActor(next?: string): Promise<Viewer> {
  const viewer = await currentActor();
  if (viewer !== null) return viewer;
  return redirect(next === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
}
