-- When a person in a project was last given a slot of a server: whose turn it is follows from it.
CREATE TABLE "queue_turn" (
  "server_id" UUID NOT NULL REFERENCES "server" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "submitter_id" TEXT NOT NULL,
  "priority" INTEGER NOT NULL,
  "served_at" TIMESTAMPTZ(6) NOT NULL,
  PRIMARY KEY ("server_id", "project_id", "submitter_id", "priority")
);
-- Rewritten with every claim; the room keeps each rewrite on its page.
ALTER TABLE "queue_turn" SET (fillfactor = 50);

-- The queue as lines: a claim steps from line to line and reads the first run of each, however long they are.
CREATE INDEX "run_line" ON "run" ("version_id", "project_id", "submitter_id", "priority", "queue_seq")
  WHERE "status" = 'queued';
DROP INDEX "run_queue";
