-- How many attempts there were when somebody last retried a failed run. A constant default writes no row anew.
ALTER TABLE "run" ADD COLUMN "attempts_before_retry" SMALLINT NOT NULL DEFAULT 0;
