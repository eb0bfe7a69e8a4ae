-- One reviewer going through one frozen list of outputs.
CREATE TABLE "review_session" (
    "id" UUID NOT NULL,
    "reviewer_kind" TEXT NOT NULL,
    "reviewer_id" TEXT NOT NULL,
    "reviewer_name" TEXT NOT NULL,
    "project_ids" UUID[],
    "scope" JSONB NOT NULL,
    "scope_key" TEXT NOT NULL,
    "list_order" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "is_cut" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    CONSTRAINT "review_session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "review_session_reviewer_kind_reviewer_id_started_at_idx"
  ON "review_session" ("reviewer_kind", "reviewer_id", "started_at");
-- Of several who start the same session at once, one does and the others find it.
CREATE UNIQUE INDEX "review_session_open" ON "review_session" ("reviewer_kind", "reviewer_id", "scope_key")
  WHERE "closed_at" IS NULL;

-- Outputs are never deleted, so a list of a hundred thousand does without a hundred thousand checks of a foreign key.
CREATE TABLE "review_session_output" (
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "output_id" UUID NOT NULL,
    CONSTRAINT "review_session_output_pkey" PRIMARY KEY ("session_id", "position")
);
CREATE UNIQUE INDEX "review_session_output_session_id_output_id_key"
  ON "review_session_output" ("session_id", "output_id");

CREATE TABLE "review_session_skip" (
    "session_id" UUID NOT NULL,
    "output_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "review_session_skip_pkey" PRIMARY KEY ("session_id", "output_id")
);
ALTER TABLE "review_session_skip" ADD CONSTRAINT "review_session_skip_session_id_fkey"
  FOREIGN KEY ("session_id") REFERENCES "review_session" ("id") ON DELETE CASCADE;

CREATE TABLE "review_receipt" (
    "session_id" UUID NOT NULL,
    "reviewer_kind" TEXT NOT NULL,
    "reviewer_id" TEXT NOT NULL,
    "reviewer_name" TEXT NOT NULL,
    "project_ids" UUID[],
    "scope" JSONB NOT NULL,
    "list_order" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "own" JSONB NOT NULL,
    "skipped" INTEGER NOT NULL,
    "undone" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "review_receipt_pkey" PRIMARY KEY ("session_id")
);
ALTER TABLE "review_receipt" ADD CONSTRAINT "review_receipt_session_id_fkey"
  FOREIGN KEY ("session_id") REFERENCES "review_session" ("id");

CREATE TABLE "review_receipt_output" (
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "output_id" UUID NOT NULL,
    "sha256" TEXT,
    "seed" TEXT,
    "workflow" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "reason_label" TEXT,
    "note" TEXT,
    "by_kind" TEXT,
    "by_id" TEXT,
    "by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "is_skipped" BOOLEAN NOT NULL,
    "undone" INTEGER NOT NULL,
    CONSTRAINT "review_receipt_output_pkey" PRIMARY KEY ("session_id", "position")
);

-- A receipt says what was true when it was written. Nothing may make it say something else later.
CREATE TRIGGER "review_receipt_frozen" BEFORE UPDATE OR DELETE ON "review_receipt"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "review_receipt_output_frozen" BEFORE UPDATE OR DELETE ON "review_receipt_output"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A decision may name its session, and the step (a bulk action) that it was taken in.
ALTER TABLE "decision" ADD COLUMN "session_id" UUID, ADD COLUMN "step_id" UUID;
CREATE INDEX "decision_session" ON "decision" ("session_id", "id") WHERE "session_id" IS NOT NULL;
CREATE INDEX "decision_actor" ON "decision" ("actor_id", "id");
-- What was taken back, by time: it may have come to match a list again.
CREATE INDEX "decision_withdrawn" ON "decision" ("created_at") WHERE "verdict" = 'withdrawn';
