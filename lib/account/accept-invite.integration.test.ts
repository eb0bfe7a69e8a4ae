import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { acceptInvite } from "./accept-invite.ts";
import { inspectInvite, listInvites } from "./read-invites.ts";
import { removeMember } from "./change-member.ts";
import { revokeInvite } from "./revoke-invite.ts";
import { hashToken, newToken } from "./token.ts";
import { anOwner, asked, cookieHeaders, openAccountDesk, password } from "./testing/account-desk.ts";
import { defaultProjectId as projectId } from "#lib/project/default-project";

const database = useTestDatabase();
const somebody = () => ({ name: "Somebody", email: `${newId()}@example.com`, password });

test("of twenty who use one link at once, one gets in", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const token = await desk.inviteToken("operator");
  const before = await db.user.count();
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      acceptInvite({ db, auth: desk.auth }, null, { token, ...somebody() }, asked()),
    ),
  );
  expect(tries.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  expect(await db.user.count()).toBe(before + 1);
  const letIn = tries.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const actor = await desk.resolveActor({ headers: cookieHeaders(letIn[0]?.cookies ?? []) });
  expect([...(actor?.roles.values() ?? [])]).toEqual(["operator"]);
});

test("a link that is used, withdrawn, expired or made up gets one and the same refusal", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const now = new Date();
  const [used, revoked, expired] = [
    await desk.inviteToken("viewer"),
    await desk.inviteToken("viewer"),
    await desk.inviteToken("viewer"),
  ];
  await acceptInvite({ db, auth: desk.auth }, null, { token: used, ...somebody() }, asked());
  const { id } = await db.invite.findUniqueOrThrow({ where: { tokenHash: hashToken(revoked) } });
  await inTransaction(db, (tx) => revokeInvite(tx, anOwner, { id, now }));
  await db.invite.update({ where: { tokenHash: hashToken(expired) }, data: { expiresAt: now } });

  const refusals = new Set<string>();
  for (const token of [used, revoked, expired, newToken()]) {
    await inspectInvite(db, token, new Date()).catch((error: Error) => refusals.add(error.message));
    await acceptInvite({ db, auth: desk.auth }, null, { token, ...somebody() }, asked()).catch(
      (error: Error) => refusals.add(error.message),
    );
  }
  expect([...refusals]).toEqual([expect.stringMatching(/^This link does not work any more.*Ask an owner/)]);
  const open = await listInvites(db, anOwner, { projectId, now: new Date() });
  expect(open.map((invite) => invite.id)).not.toContain(id);
});

test("a link made for one email is not for another", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const email = "guest@example.com";
  const token = await desk.inviteToken("viewer", email);
  expect(await inspectInvite(db, token, new Date())).toMatchObject({
    email,
    role: "viewer",
    firstRun: false,
  });
  const accept = (who: object) =>
    acceptInvite({ db, auth: desk.auth }, null, { token, ...somebody(), ...who }, asked());
  await expect(accept({})).rejects.toMatchObject({ details: { fields: [{ path: "/email" }] } });
  await expect(accept({ email })).resolves.toMatchObject({ me: { email } });
});

test("who is signed in joins with the account they have; who is in already keeps the link unused", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { me, headers } = await desk.join("viewer");
  const other = await db.project.create({ data: { id: newId(), slug: newId(), name: "Campaign" } });
  const token = await desk.inviteToken("operator");
  const viewer = await desk.resolveActor({ headers });
  const accept = () => acceptInvite({ db, auth: desk.auth }, viewer, { token }, asked());
  await expect(accept()).rejects.toMatchObject({ code: "conflict" });
  await db.invite.update({ where: { tokenHash: hashToken(token) }, data: { projectId: other.id } });
  expect((await accept()).me.projects.map(({ id, role }) => [id, role])).toEqual([
    [projectId, "viewer"],
    [other.id, "operator"],
  ]);
  expect((await desk.resolveActor({ headers }))?.id).toBe(me.id);
});

test("an account that was removed comes back by link and its old password, and no other password", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { me, email } = await desk.join("viewer");
  await inTransaction(db, (tx) => removeMember(tx, anOwner, { projectId, userId: me.id }));
  const token = await desk.inviteToken("reviewer");
  const accept = (typed: string) =>
    acceptInvite(
      { db, auth: desk.auth },
      null,
      { token, name: "Renamed", email, password: typed },
      asked("192.0.2.77"),
    );
  await expect(accept("another password")).rejects.toMatchObject({
    details: { fields: [{ path: "/password" }] },
  });
  const { me: again, cookies } = await accept(password);
  expect(again).toMatchObject({ id: me.id, name: me.name, projects: [{ role: "reviewer" }] });
  expect((await desk.resolveActor({ headers: cookieHeaders(cookies) }))?.id).toBe(me.id);
});

test("everything that is missing is named", async () => {
  const desk = openAccountDesk(database.db);
  const token = await desk.inviteToken("viewer");
  await expect(
    acceptInvite({ db: database.db, auth: desk.auth }, null, { token }, asked()),
  ).rejects.toMatchObject({
    code: "invalid",
    details: { fields: [{ path: "/name" }, { path: "/email" }, { path: "/password" }] },
  });
});
