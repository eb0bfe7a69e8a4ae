-- Events get their place as audit lines do: where a database was restored into a cluster that counts transactions from
-- the beginning, what is written from then on comes after what was written before.
ALTER TABLE "event" ALTER COLUMN "xid" SET DEFAULT (pg_current_xact_id())::text::bigint + xid_base();
