import { type Auth, createAuth } from "#lib/account/auth";
import { type ActorResolver, createActorResolver } from "#lib/account/resolve-actor";
import { createDb, type Db } from "#lib/db/client";
import { type Listener, startListener } from "#lib/db/listen";
import { env, type Environment, filesFolder } from "#lib/env";
import { createEventHub, type EventHub } from "#lib/event/event-hub";
import type { HandleContext } from "#lib/http/handle";
import { createLog, type Log } from "#lib/log";
import { createFileStore, type FileStore } from "#lib/output/file-store";

/** What the web process stands on: one of each, however many routes and pages ask. */
export type WebContext = HandleContext & {
  env: Environment;
  db: Db;
  log: Log;
  listener: Listener;
  events: EventHub;
  files: FileStore;
  auth: Auth;
  resolveActor: ActorResolver;
};

// Next bundles each route by itself, so a variable of this module would exist once per bundle.
const shared = globalThis as typeof globalThis & { proofsheetContext?: WebContext };

/** The process's context, made when first asked for. Throws when the environment cannot be used. */
export function context(): WebContext {
  return (shared.proofsheetContext ??= createContext(env()));
}

function createContext(environment: Environment): WebContext {
  const log = createLog("web");
  const db = createDb({ url: environment.DATABASE_URL });
  const listener = startListener(environment.DATABASE_URL);
  const auth = createAuth({ db, env: environment });
  return {
    env: environment,
    db,
    log,
    listener,
    events: createEventHub({ db, listener, log }),
    files: createFileStore(filesFolder(environment)),
    auth,
    resolveActor: createActorResolver({ db, auth, env: environment }),
  };
}
