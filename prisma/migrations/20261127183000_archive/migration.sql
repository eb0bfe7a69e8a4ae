-- An archived output is put aside, not deleted: lists leave it out, and its verdict stays as it is. Few are asked for
-- by it, so only those have an entry.
ALTER TABLE "output" ADD COLUMN "archived_at" TIMESTAMPTZ(3);
CREATE INDEX "output_archived" ON "output" ("project_id", "created_at", "id") WHERE "archived_at" IS NOT NULL;
