-- Whether somebody else than its submitter has to approve what a run made.
ALTER TABLE "project" ADD COLUMN "separates_duties" BOOLEAN NOT NULL DEFAULT false;

-- One live reason per digit. Deferred, so that two of them can change places in one statement; retired ones keep the
-- digit they had.
DROP INDEX "reason_project_id_digit_label_key";
ALTER TABLE "reason" ADD CONSTRAINT "reason_digit" EXCLUDE USING btree ("project_id" WITH =, "digit" WITH =)
  WHERE ("retired_at" IS NULL) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "reason" ADD CONSTRAINT "reason_digit_range" CHECK ("digit" BETWEEN 1 AND 9);
CREATE INDEX "reason_project_id_idx" ON "reason" ("project_id");

-- A re-seed may say why; its runs and their outputs show it.
ALTER TABLE "run" ADD COLUMN "reason_id" UUID, ADD COLUMN "reason_label" TEXT;
