import { inTransaction, type Tx } from "#lib/db/transaction";
import { AppError, invalid, type FieldError } from "#lib/errors";
import { newId } from "#lib/ids";
import type { AcceptInvite, Me } from "./account-schema.ts";
import type { Actor } from "./actor.ts";
import { markInviteAccepted, revokeFirstRunLinks } from "./invite-store.ts";
import { countOwners, insertMember, lockMembers } from "./member-store.ts";
import { insertPerson, type NewPerson } from "./person-store.ts";
import { readOpenInvite, uselessLink, type OpenInvite } from "./read-invites.ts";
import { readMe } from "./read-me.ts";
import { readMemberRoles } from "./read-roles.ts";
import { isEmailKnown, readEmail } from "./read-people.ts";
import { recordAccountChange } from "./record-change.ts";
import { takeSignInTry, type AuthParts } from "./sign-in.ts";

/** Who comes in: somebody with an account, or somebody who gets one in the same transaction. */
type Newcomer =
  | { kind: "known"; id: string; name: string }
  | { kind: "new"; id: string; name: string; person: NewPerson };

type Asked = { headers: Headers; now: Date };

/**
 * Uses an invite up: makes the account (or takes the one that is signed in, or that the password opens), makes it a
 * member, and signs it in. Of many at once one gets in. 404 for a link that does not work, 422 naming the fields, 409
 * when the person is in the project already (the link stays good).
 */
export async function acceptInvite(
  parts: AuthParts,
  viewer: Actor | null,
  input: AcceptInvite,
  asked: Asked,
): Promise<{ me: Me; cookies: string[] }> {
  const { db, auth } = parts;
  const invite = await readOpenInvite(db, input.token, asked.now);
  const joinsAsViewer = viewer?.kind === "person" && input.email === undefined;
  refuseOtherEmail(invite, joinsAsViewer ? await readEmail(db, viewer.id) : input.email);
  const newcomer: Newcomer = joinsAsViewer
    ? { kind: "known", id: viewer.id, name: viewer.name }
    : await identify(parts, readCredentials(input), asked);
  await inTransaction(db, (tx) => letIn(tx, invite, newcomer, asked.now));

  const signedIn = joinsAsViewer ? null : await auth.signIn(readCredentials(input), asked.headers);
  const actor: Actor = {
    kind: "person",
    id: newcomer.id,
    name: newcomer.name,
    roles: await readMemberRoles(db, newcomer.id),
  };
  return { me: await readMe(db, actor), cookies: signedIn?.cookies ?? [] };
}

function refuseOtherEmail(invite: OpenInvite, email: string | undefined): void {
  if (invite.email === null || email === undefined || invite.email === email) return;
  throw invalid([{ path: "/email", message: "This link was made for another email address. Use that one." }]);
}

async function letIn(tx: Tx, invite: OpenInvite, newcomer: Newcomer, now: Date): Promise<void> {
  const { projectId, role } = invite;
  await lockMembers(tx, projectId);
  if (invite.isFirstRun && (await countOwners(tx, projectId)) > 0) throw uselessLink();
  if (!(await markInviteAccepted(tx, { id: invite.id, userId: newcomer.id, now }))) throw uselessLink();
  if (invite.isFirstRun) await revokeFirstRunLinks(tx, projectId, now);
  if (newcomer.kind === "new" && !(await insertPerson(tx, newcomer.person))) throw alreadyHere();
  if (!(await insertMember(tx, { projectId, userId: newcomer.id, role, createdAt: now })))
    throw alreadyHere();
  const actor: Actor = { kind: "person", id: newcomer.id, name: newcomer.name, roles: new Map() };
  await recordAccountChange(tx, actor, {
    action: "person.joined",
    subjectType: "person",
    subjectId: newcomer.id,
    projectId,
    data: { role, invite: invite.id },
  });
}

type Credentials = { name: string; email: string; password: string };

function readCredentials({ name, email, password }: AcceptInvite): Credentials {
  const fields: FieldError[] = [];
  if (name === undefined) fields.push({ path: "/name", message: "Tell us your name." });
  if (email === undefined) fields.push({ path: "/email", message: "Enter your email address." });
  if (password === undefined) fields.push({ path: "/password", message: "Choose a password." });
  if (name === undefined || email === undefined || password === undefined) throw invalid(fields);
  return { name, email, password };
}

async function identify(
  { db, auth }: AuthParts,
  { name, email, password }: Credentials,
  asked: Asked,
): Promise<Newcomer> {
  if (!(await isEmailKnown(db, email))) {
    const id = newId();
    const passwordHash = await auth.hashPassword(password);
    return { kind: "new", id, name, person: { id, name, email, passwordHash } };
  }
  const giveBack = await takeSignInTry(db, email, asked);
  const person = await auth.checkPassword({ email, password });
  if (person === null) {
    throw invalid([
      {
        path: "/password",
        message: "This email has an account already; enter the password of that account.",
      },
    ]);
  }
  await giveBack();
  return { kind: "known", id: person.id, name: person.name };
}

function alreadyHere(): AppError {
  return new AppError(
    "conflict",
    "You are in this project already. Sign in; an owner can change your role under Settings, People.",
  );
}
