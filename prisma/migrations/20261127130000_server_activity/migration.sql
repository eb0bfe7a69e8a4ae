-- What each server did lately, from the index alone: the servers screen asks for it with every change.
CREATE INDEX "attempt_ended" ON "attempt" ("server_id", "finished_at")
  INCLUDE ("accepted_at", "executing_at") WHERE "finished_at" IS NOT NULL;
-- Errors are few among many attempts, and the last ones are always shown.
CREATE INDEX "attempt_failed" ON "attempt" ("server_id", "finished_at")
  WHERE "finished_at" IS NOT NULL AND "error" IS NOT NULL;
-- Depth and age of the queue by version, however long it is.
CREATE INDEX "run_queued_version" ON "run" ("version_id", "created_at") WHERE "status" = 'queued';
