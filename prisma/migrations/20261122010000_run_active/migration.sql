-- What runs and waits is asked for on every home page; finished runs outnumber it by orders of magnitude.
CREATE INDEX "run_active" ON "run" ("project_id", "created_at", "id") WHERE "status" IN ('queued', 'running');
