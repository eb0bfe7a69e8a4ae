import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { defaultProjectId } from "#lib/project/default-project";
import { acceptInvite } from "./accept-invite.ts";
import { ensureFirstRunLink } from "./first-run.ts";
import { asked, cookieHeaders, openAccountDesk, password, tokenOf } from "./testing/account-desk.ts";

const database = useTestDatabase();

test("the first-run link makes one owner, once, and there is never another link", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const links = await Promise.all(
    [1, 2, 3].map(() => ensureFirstRunLink(db, { ...desk.env, HOST: "0.0.0.0", PORT: 3000 }, new Date())),
  );
  for (const link of links) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/welcome#token=[\w-]{43}$/);
  const stored = await db.invite.findMany();
  expect(JSON.stringify(stored)).not.toContain(tokenOf(links[0]));

  // Two people per link, all at once, on links that several starts have printed.
  const tries = await Promise.allSettled(
    [...links, ...links].map((link, n) =>
      acceptInvite(
        { db, auth: desk.auth },
        null,
        { token: tokenOf(link), name: `Owner ${n}`, email: `owner${n}@example.com`, password },
        asked(),
      ),
    ),
  );
  const letIn = tries.filter((answer) => answer.status === "fulfilled");
  expect(letIn).toHaveLength(1);
  for (const answer of tries) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "not_found" });
  }
  expect(await db.member.count({ where: { role: "owner" } })).toBe(1);
  expect(await db.user.count()).toBe(1);

  const [owner] = letIn;
  const actor = await desk.resolveActor({ headers: cookieHeaders(owner?.value.cookies ?? []) });
  expect(actor?.roles.get(defaultProjectId)).toBe("owner");
  expect(await ensureFirstRunLink(db, desk.env, new Date())).toBeNull();
});
