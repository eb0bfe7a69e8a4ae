-- Audit lines are numbered when they are written, not when they are committed. With the transaction that wrote it, a line
-- has a place that holds, as events have: docs/decisions/003. Lines from before have 0 and stay in the order of their ids.

-- What is added to Postgres' transaction ids. They begin again in another cluster; prisma/migrate.ts raises this when a
-- database was restored into one, so that what is written there comes after what was written before.
CREATE FUNCTION xid_base() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';

-- Neither rewrites the table: a constant for what is there, the transaction for what comes.
ALTER TABLE "audit" ADD COLUMN "xid" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "audit" ALTER COLUMN "xid" SET DEFAULT (pg_current_xact_id())::text::bigint + xid_base();
