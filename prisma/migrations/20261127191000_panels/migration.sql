-- How many verdicts decide an output together, and whether nobody sees another's first, is its version's contract;
-- the output has a copy, so that lists need not read contracts. With several, the verdict that the state is from need
-- not be the last row of the history: `decisive` is its revision, 0 while undecided, null where one reviewer decides.
ALTER TABLE "workflow_version"
  ADD COLUMN "reviewers" SMALLINT NOT NULL DEFAULT 1,
  ADD COLUMN "is_blind" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "output"
  ADD COLUMN "reviewers" SMALLINT NOT NULL DEFAULT 1,
  ADD COLUMN "is_blind" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "decisive" INTEGER;

CREATE OR REPLACE FUNCTION output_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT r.version_id, r.submitter_id, r.generation, v.reviewers, v.is_blind, CASE WHEN v.reviewers > 1 THEN 0 END
  INTO NEW.version_id, NEW.submitter_id, NEW.generation, NEW.reviewers, NEW.is_blind, NEW.decisive
  FROM run r JOIN workflow_version v ON v.id = r.version_id WHERE r.id = NEW.run_id;
  SELECT f.width, f.height INTO NEW.width, NEW.height FROM file f WHERE f.sha256 = NEW.sha256;
  RETURN NEW;
END $$;

-- Of one among several reviewers a receipt keeps the verdict, whatever it came to with the others'.
ALTER TABLE "review_receipt_output" ADD COLUMN "own_verdict" TEXT;
