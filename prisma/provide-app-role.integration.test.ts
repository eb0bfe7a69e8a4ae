import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import { createDb, type Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { readReadiness } from "#lib/health/read-readiness";
import { migrate } from "./migrate.ts";
import { provideAppLogin } from "./provide-app-role.ts";

const database = useTestDatabase();
const isWarned = expect.stringMatching(/owns the audit/);
const append = (db: Db) =>
  inTransaction(db, (tx) =>
    appendAudit(tx, systemActor, [
      { action: "run.created", subjectType: "run", subjectId: "x", projectId: null },
    ]),
  );

test("web and worker may add to the audit, at no time but now, and nothing else to what is on record", async () => {
  const { db } = database;
  await append(db);
  await db.$queryRaw`SELECT seal_audit(10)`;
  expect(await db.audit.count()).toBe(1);
  const refused = /permission denied/;
  await expect(db.audit.updateMany({ data: { action: "nothing" } })).rejects.toThrow(refused);
  await expect(db.audit.deleteMany()).rejects.toThrow(refused);
  await expect(db.$executeRaw`TRUNCATE audit`).rejects.toThrow(refused);
  await expect(
    db.auditSeal.create({ data: { place: 9n, xid: 9n, auditId: 9n, hash: Buffer.of(9) } }),
  ).rejects.toThrow(refused);
  for (const given of ["id", "xid", "at"]) {
    const forged = `INSERT INTO audit (${given}, actor_kind, actor_id, actor_name, action, subject_type, subject_id, data)
      SELECT ${given}, actor_kind, actor_id, actor_name, action, subject_type, subject_id, data FROM audit`;
    await expect(db.$executeRawUnsafe(forged), given).rejects.toThrow(refused);
  }
  await expect(db.auditSeal.updateMany({ data: { hash: Buffer.of(9) } })).rejects.toThrow(refused);
  await expect(db.auditSeal.deleteMany()).rejects.toThrow(refused);
  await expect(db.$executeRaw`TRUNCATE audit_seal`).rejects.toThrow(refused);
  await expect(db.$executeRaw`DROP TRIGGER audit_append_only ON audit`).rejects.toThrow(/must be owner/);
  await expect(db.$executeRaw`UPDATE _prisma_migrations SET checksum = ''`).rejects.toThrow(refused);
  expect((await readReadiness(db, [])).warnings).not.toContainEqual(isWarned);
});

test("tables that come later are open to it once somebody has migrated", async () => {
  await database.asOwner("CREATE TABLE later (id BIGSERIAL PRIMARY KEY)");
  await expect(database.db.$executeRaw`INSERT INTO later DEFAULT VALUES`).rejects.toThrow(
    /permission denied/,
  );
  await migrate(database.url);
  expect(await database.db.$executeRaw`INSERT INTO later DEFAULT VALUES`).toBe(1);
  expect(await database.db.$executeRaw`DELETE FROM later`).toBe(1);
});

test("a right that somebody gave it to alter the audit is taken back by migrating", async () => {
  await database.asOwner("GRANT ALL ON audit TO proofsheet_app");
  expect((await readReadiness(database.db, [])).warnings).toContainEqual(isWarned);
  await migrate(database.url);
  expect((await readReadiness(database.db, [])).warnings).not.toContainEqual(isWarned);
  await append(database.db);
  await expect(database.db.$executeRaw`INSERT INTO audit SELECT * FROM audit`).rejects.toThrow(
    /permission denied/,
  );
});

test("an owner who is no superuser takes the role as well; one who may not make roles works on, and is warned", async () => {
  await asAdmin(async (admin, at) => {
    const [owner, name] = [
      `owner_${randomUUID().replaceAll("-", "")}`,
      `owned_${randomUUID().replaceAll("-", "")}`,
    ];
    await admin.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'secret'`);
    await admin.query(`CREATE DATABASE ${name} OWNER ${owner}`);
    const url = Object.assign(new URL(at), {
      username: owner,
      password: "secret",
      pathname: `/${name}`,
    }).href;
    try {
      await migrate(url);
      const asOwner = createDb({ url, poolSize: 1 });
      await append(asOwner);
      await expect(asOwner.audit.deleteMany()).rejects.toThrow(/append-only/);
      expect((await readReadiness(asOwner, [])).warnings).toContainEqual(isWarned);
      await asOwner.$disconnect();

      await admin.query(`GRANT proofsheet_app TO ${owner}`);
      await migrate(url);
      const asApp = createDb({ url, poolSize: 1 });
      await append(asApp);
      await expect(asApp.audit.deleteMany()).rejects.toThrow(/permission denied/);
      expect((await readReadiness(asApp, [])).warnings).not.toContainEqual(isWarned);
      await asApp.$disconnect();
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE ${owner}`);
    }
  });
});

test("the login of the built-in database can take no other role, and gets in again after the next start", async () => {
  await provideAppLogin(database.url);
  const url = await provideAppLogin(database.url);
  expect(url).not.toContain(new URL(database.url).password);
  const db = createDb({ url, poolSize: 1 });
  await append(db);
  await db.$queryRaw`SELECT seal_audit(10)`;
  for (const back of ["RESET ROLE", "SET ROLE NONE"]) {
    await db.$executeRawUnsafe(back);
    await expect(db.audit.deleteMany()).rejects.toThrow(/permission denied/);
    await expect(db.$executeRaw`TRUNCATE audit_seal`).rejects.toThrow(/permission denied/);
  }
  await expect(db.$executeRawUnsafe("SET ROLE postgres")).rejects.toThrow(/permission denied/);
  await expect(db.$executeRaw`SET session_replication_role = replica`).rejects.toThrow(/permission denied/);
  await db.$disconnect();
});

async function asAdmin(work: (admin: pg.Client, url: string) => Promise<void>): Promise<void> {
  const url = Object.assign(new URL(inject("templateDatabaseUrl")), { pathname: "/postgres" }).href;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin, url);
  } finally {
    await admin.end();
  }
}
