-- One's own runs, in the order of the list: without walking past everybody else's.
CREATE INDEX "run_of_submitter" ON "run" ("project_id", "submitter_id", "created_at", "id");
