-- How long the last runs of a version took is asked before a re-seed.
CREATE INDEX "run_length" ON "run" ("version_id", "finished_at" DESC) WHERE "status" = 'succeeded';
