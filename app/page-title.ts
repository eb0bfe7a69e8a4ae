import type { Metadata } from "next";
import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { AppError } from "#lib/errors";
import { context } from "./context.ts";
import { currentActor } from "./session.ts";

/** Titles a page by the thing it shows, in the words on it; `plain` where the thing is not there for the viewer. */
export async function titleAbout(
  plain: string,
  read: (db: Db, actor: Actor) => Promise<string>,
): Promise<Metadata> {
  const viewer = await currentActor();
  if (viewer === null) return { title: plain };
  try {
    return { title: await read(context().db, viewer.actor) };
  } catch (error) {
    if (error instanceof AppError) return { title: plain };
    throw error;
  }
}
