import pg from "pg";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { systemActor } from "#lib/account/actor";
import type { TestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { appendAudit } from "../audit-store.ts";
import { readUnsealed } from "../read-chain.ts";
import { sealAudit } from "../seal-store.ts";

/** Lines to seal, and somebody who owns the server and may do to them what he likes. */
export type AuditBench = {
  /** Writes a line about each of `subjects`, in one transaction. */
  write(...subjects: string[]): Promise<void>;
  /** Seals until nothing waits: transactions of other tests in this cluster hold lines back for a moment. */
  sealAll(): Promise<void>;
  /** The subjects that begin with `prefix`, in the order of their seals. */
  sealed(prefix: string): Promise<string[]>;
  /** As the owner of the tables. */
  asOwner(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  /** As the owner of the server, past all triggers. */
  asSuperuser(sql: string, values?: readonly unknown[]): Promise<void>;
  /** Does `sql` past the triggers, looks, and puts lines and seals back as they were. */
  undone(sql: string, look: () => Promise<void>, values?: readonly unknown[]): Promise<void>;
};

const columns =
  "id, xid, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data";

export function useAuditBench(database: TestDatabase): AuditBench {
  let owner: pg.Client;
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
  });
  afterAll(() => owner.end());

  async function asSuperuser(sql: string, values: readonly unknown[] = []): Promise<void> {
    await owner.query("SET session_replication_role = replica");
    try {
      await owner.query(sql, [...values]);
    } finally {
      await owner.query("RESET session_replication_role");
    }
  }

  return {
    asSuperuser,
    asOwner: (sql, values = []) => owner.query(sql, [...values]),
    async write(...subjects) {
      const lines = subjects.map(
        (subjectId) => ({ action: "view.created", subjectType: "view", subjectId, projectId: null }) as const,
      );
      await inTransaction(database.db, (tx) => appendAudit(tx, systemActor, lines));
    },
    async sealAll() {
      await vi.waitFor(
        async () => {
          await sealAudit(database.db);
          expect(await readUnsealed(database.db)).toEqual({ lines: 0, oldestSeconds: 0 });
        },
        { timeout: 20_000 },
      );
    },
    async sealed(prefix) {
      const { rows } = await owner.query<{ subject_id: string }>(
        "SELECT subject_id FROM audit_seal JOIN audit ON id = audit_id WHERE subject_id LIKE $1 ORDER BY place",
        [`${prefix}%`],
      );
      return rows.map(({ subject_id }) => subject_id);
    },
    async undone(sql, look, values) {
      await owner.query("CREATE TABLE kept_audit AS TABLE audit; CREATE TABLE kept_seal AS TABLE audit_seal");
      try {
        await asSuperuser(sql, values);
        await look();
      } finally {
        await asSuperuser("DELETE FROM audit");
        await asSuperuser("DELETE FROM audit_seal");
        await asSuperuser(`INSERT INTO audit (${columns}) SELECT ${columns} FROM kept_audit`);
        await asSuperuser("INSERT INTO audit_seal TABLE kept_seal");
        await owner.query("DROP TABLE kept_audit; DROP TABLE kept_seal");
      }
    },
  };
}
