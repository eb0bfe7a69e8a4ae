import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { defaultProjectId as projectId } from "#lib/project/default-project";
import { changeRole, removeMember } from "./change-member.ts";
import type { Role } from "./permissions.ts";
import { listMembers } from "./read-members.ts";
import { signIn } from "./sign-in.ts";
import { anOwner, asked, openAccountDesk, password } from "./testing/account-desk.ts";

const database = useTestDatabase();

const setRole = (userId: string, role: Role) =>
  inTransaction(database.db, (tx) => changeRole(tx, anOwner, { projectId, userId, role }));
const remove = (userId: string) =>
  inTransaction(database.db, (tx) => removeMember(tx, anOwner, { projectId, userId }));

test("the last owner can be neither demoted nor removed, also when two try it at once", async () => {
  const desk = openAccountDesk(database.db);
  const [one, other] = [await desk.join("owner"), await desk.join("owner")];
  const tries = await Promise.allSettled([setRole(one.me.id, "viewer"), remove(other.me.id)]);
  expect(tries.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await database.db.member.count({ where: { projectId, role: "owner" } })).toBe(1);

  const last = await database.db.member.findFirstOrThrow({ where: { projectId, role: "owner" } });
  const refusal = { code: "conflict", message: expect.stringContaining("is the only owner") };
  await expect(setRole(last.userId, "operator")).rejects.toMatchObject(refusal);
  await expect(remove(last.userId)).rejects.toMatchObject(refusal);
});

test("a new role holds with the next request, and is on record", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { me, headers } = await desk.join("viewer");
  await setRole(me.id, "reviewer");
  expect((await desk.resolveActor({ headers }))?.roles.get(projectId)).toBe("reviewer");
  const line = await db.audit.findFirstOrThrow({
    where: { subjectId: me.id, action: "person.role_changed" },
  });
  expect(line).toMatchObject({ actorName: "Test owner", data: { from: "viewer", to: "reviewer" } });
});

test("who is removed is out at once, cannot come back by password, and stays on record", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { me, headers, email } = await desk.join("operator");
  expect(await desk.resolveActor({ headers })).not.toBeNull();
  await remove(me.id);
  expect(await desk.resolveActor({ headers })).toBeNull();
  expect(await db.session.count({ where: { userId: me.id } })).toBe(0);
  await expect(signIn({ db, auth: desk.auth }, { email, password }, asked())).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await db.session.count({ where: { userId: me.id } })).toBe(0);
  expect(await db.user.findUnique({ where: { id: me.id } })).not.toBeNull();
  await expect(remove(me.id)).rejects.toMatchObject({ code: "not_found" });
});

test("members see each other; people of other projects see nothing; only owners change anything", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { me, headers } = await desk.join("viewer");
  const viewer = await desk.resolveActor({ headers });
  if (viewer === null) throw new Error("The viewer is signed in.");
  expect((await listMembers(db, viewer, projectId)).map((member) => member.userId)).toContain(me.id);
  await expect(listMembers(db, { ...viewer, roles: new Map() }, projectId)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    inTransaction(db, (tx) => removeMember(tx, viewer, { projectId, userId: me.id })),
  ).rejects.toMatchObject({ code: "forbidden" });
});
