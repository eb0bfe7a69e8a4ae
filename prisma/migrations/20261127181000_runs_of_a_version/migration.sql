-- The runs of one workflow, in the order of the list: of a rare one, too, without walking past all the others.
CREATE INDEX "run_of_version" ON "run" ("project_id", "version_id", "created_at", "id");
