-- The earlier run whose files the server named again, answering an identical graph from its cache.
ALTER TABLE "run" ADD COLUMN "repeats_run_id" UUID;
