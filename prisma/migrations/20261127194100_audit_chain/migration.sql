-- The audit's hash chain: each line is sealed after its commit, with a hash over the line and the seal before it.
CREATE INDEX "audit_xid_id_idx" ON "audit" ("xid", "id");

-- No foreign key: a line that somebody deletes must leave its seal behind.
CREATE TABLE "audit_seal" (
    "place" BIGINT NOT NULL,
    "xid" BIGINT NOT NULL,
    "audit_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("place")
);
CREATE UNIQUE INDEX "audit_seal_audit_id_key" ON "audit_seal" ("audit_id");

-- Whoever asks: even the owner of the tables would have to take these away first.
CREATE TRIGGER "audit_never_emptied" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_seal_append_only" BEFORE UPDATE OR DELETE ON "audit_seal" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_seal_never_emptied" BEFORE TRUNCATE ON "audit_seal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Seals up to `most` lines and answers how many. Lines are taken by transaction and id, below the oldest transaction that
-- still runs: nothing can come between them any more, so the same lines always make the same chain. One sealer at a time;
-- any other finds nothing to do. lib/audit/read-chain.ts has the words that are hashed once more, and must not ask here.
CREATE FUNCTION seal_audit(most INTEGER) RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  head RECORD;
  line RECORD;
  next_place BIGINT := 1;
  link BYTEA := decode(repeat('00', 32), 'hex');
  after_xid BIGINT := 0;
  after_id BIGINT := 0;
  settled BIGINT;
  sealed INTEGER := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(72707370) THEN RETURN 0; END IF;
  SELECT place, xid, audit_id, hash INTO head FROM audit_seal ORDER BY place DESC LIMIT 1;
  IF FOUND THEN
    next_place := head.place + 1;
    link := head.hash;
    after_xid := head.xid;
    after_id := head.audit_id;
  END IF;
  settled := pg_snapshot_xmin(pg_current_snapshot())::text::bigint + xid_base();
  FOR line IN
    SELECT xid, id, json_build_array(id, xid, at AT TIME ZONE 'UTC', actor_kind, actor_id, actor_name, action,
                                     subject_type, subject_id, project_id, data)::text AS told
    FROM audit WHERE (xid, id) > (after_xid, after_id) AND xid < settled
    ORDER BY xid, id LIMIT most
  LOOP
    link := sha256(link || convert_to(line.told, 'UTF8'));
    INSERT INTO audit_seal (place, xid, audit_id, hash) VALUES (next_place, line.xid, line.id, link);
    next_place := next_place + 1;
    sealed := sealed + 1;
  END LOOP;
  -- The lines are on the disk already, and would be sealed just so again: the seals need not be waited for.
  IF sealed > 0 THEN PERFORM set_config('synchronous_commit', 'off', true); END IF;
  RETURN sealed;
END $$;

-- It runs with its owner's rights, so that nobody else needs any to write seals; what it means by a name nobody may change.
DO $$ BEGIN EXECUTE format('ALTER FUNCTION seal_audit(INTEGER) SET search_path = %I, pg_temp', current_schema()); END $$;
