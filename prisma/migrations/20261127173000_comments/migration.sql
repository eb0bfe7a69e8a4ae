-- Threads on outputs. `number` counts an output's comments from 1 in the order of their commits, because it is given
-- under the output's row lock; what somebody has read is therefore one number.
CREATE TABLE "comment" (
  "id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "output_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "sha256" TEXT,
  "parent_id" UUID,
  "decision_id" UUID,
  "audience" TEXT NOT NULL DEFAULT 'internal',
  "body" TEXT NOT NULL,
  "mentions" JSONB NOT NULL DEFAULT '[]',
  "shapes" JSONB NOT NULL DEFAULT '[]',
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "actor_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "resolved_at" TIMESTAMPTZ(3),
  "resolved_by" JSONB,

  CONSTRAINT "comment_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "comment_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "comment_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "comment_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "comment_audience" CHECK ("audience" IN ('internal', 'client')),
  CONSTRAINT "comment_resolution" CHECK (("resolved_at" IS NULL) = ("resolved_by" IS NULL)),
  -- Drawings belong to a file; without one there is nothing to draw on.
  CONSTRAINT "comment_shapes" CHECK ("shapes" = '[]' OR "sha256" IS NOT NULL)
);
CREATE UNIQUE INDEX "comment_output_id_number_key" ON "comment"("output_id", "number");

-- What was said stays said. Only its resolution comes and goes.
CREATE TRIGGER "comment_stays" BEFORE UPDATE OF "id", "output_id", "number", "sha256", "parent_id", "decision_id",
  "audience", "body", "mentions", "shapes", "actor_id", "created_at" OR DELETE ON "comment"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- How far somebody has read an output's comments.
CREATE TABLE "comment_read" (
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "output_id" UUID NOT NULL,
  "up_to" INTEGER NOT NULL,

  CONSTRAINT "comment_read_pkey" PRIMARY KEY ("output_id", "actor_kind", "actor_id"),
  CONSTRAINT "comment_read_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- How many an output carries, written in the transaction that posts one, so that a list reads no comment.
ALTER TABLE "output" ADD COLUMN "comments" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "drawings" INTEGER NOT NULL DEFAULT 0;
