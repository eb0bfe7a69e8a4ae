-- The filters of the library that the first indexes did not serve.
CREATE INDEX "output_project_kind" ON "output" ("project_id", "kind", "created_at", "id");
-- A pasted seed opens what it made.
CREATE INDEX "run_seed" ON "run" ("seed");
