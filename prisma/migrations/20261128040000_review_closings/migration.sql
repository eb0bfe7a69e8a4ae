-- A project's review is closed and reopened. Each closing is a row of its own, finished by the reopening that ended
-- it; the project points at the one in force. Closing writes to no output: an output is locked while its project's
-- review is closed, unless it was reopened by itself in that very closing.
CREATE TABLE "review_closing" (
  "id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "closed_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_by_kind" TEXT NOT NULL,
  "closed_by_id" TEXT NOT NULL,
  "closed_by_name" TEXT NOT NULL,
  "reopened_at" TIMESTAMPTZ(3),
  "reopened_by_kind" TEXT,
  "reopened_by_id" TEXT,
  "reopened_by_name" TEXT,
  "reason" TEXT,

  CONSTRAINT "review_closing_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "review_closing_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "review_closing_reason" CHECK (("reopened_at" IS NULL) = ("reason" IS NULL))
);
CREATE INDEX "review_closing_project_id_closed_at_idx" ON "review_closing"("project_id", "closed_at");

-- Who closed it, and when, stays.
CREATE TRIGGER "review_closing_stays" BEFORE UPDATE OF "id", "project_id", "closed_at", "closed_by_kind", "closed_by_id",
  "closed_by_name" OR DELETE ON "review_closing" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Not unique, so that pointing at another one locks nobody out who refers to the project.
ALTER TABLE "project" ADD COLUMN "review_closing_id" UUID,
  ADD CONSTRAINT "project_review_closing_id_fkey" FOREIGN KEY ("review_closing_id") REFERENCES "review_closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One output of a closed review that may be decided all the same, and why. The next closing locks it again.
CREATE TABLE "output_reopening" (
  "output_id" UUID NOT NULL,
  "closing_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "actor_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "output_reopening_pkey" PRIMARY KEY ("output_id", "closing_id"),
  CONSTRAINT "output_reopening_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "output_reopening_closing_id_fkey" FOREIGN KEY ("closing_id") REFERENCES "review_closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "output_reopening_closing_id_idx" ON "output_reopening"("closing_id");

CREATE TRIGGER "output_reopening_stays" BEFORE UPDATE OR DELETE ON "output_reopening"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
