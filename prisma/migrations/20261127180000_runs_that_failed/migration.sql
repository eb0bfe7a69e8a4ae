-- Runs that did not succeed are few among many, and somebody looks for them every morning.
CREATE INDEX "run_unsuccessful" ON "run" ("project_id", "status", "created_at", "id")
  WHERE "status" IN ('failed', 'canceled');
