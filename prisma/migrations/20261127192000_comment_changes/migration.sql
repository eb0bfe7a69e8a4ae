-- What was said stays in its row for ever. An edit is a row beside it, of which the last one is shown; a deletion leaves
-- a line that says so, and its drawings and mentions go out of sight with it.
ALTER TABLE "comment"
  ADD COLUMN "edits" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "deleted_at" TIMESTAMPTZ(3),
  ADD COLUMN "deleted_by" JSONB,
  ADD CONSTRAINT "comment_deletion" CHECK (("deleted_at" IS NULL) = ("deleted_by" IS NULL));

CREATE TABLE "comment_edit" (
  "comment_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "body" TEXT NOT NULL,
  "mentions" JSONB NOT NULL DEFAULT '[]',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "comment_edit_pkey" PRIMARY KEY ("comment_id", "number"),
  CONSTRAINT "comment_edit_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TRIGGER "comment_edit_append_only" BEFORE UPDATE OR DELETE ON "comment_edit"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Comments of an output that were deleted: numbers go on counting them, counters and filters do not.
ALTER TABLE "output" ADD COLUMN "comments_deleted" INTEGER NOT NULL DEFAULT 0;

-- Who was called by a comment that stands, and when they read it. A comment's id carries its time, so the key is the
-- order of the list.
CREATE TABLE "mention" (
  "person_id" TEXT NOT NULL,
  "comment_id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "read_at" TIMESTAMPTZ(3),

  CONSTRAINT "mention_pkey" PRIMARY KEY ("person_id", "comment_id"),
  CONSTRAINT "mention_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "mention_of_comment" ON "mention" ("comment_id");
CREATE INDEX "mention_unread" ON "mention" ("person_id", "project_id") WHERE "read_at" IS NULL;

INSERT INTO "mention" ("person_id", "comment_id", "project_id", "read_at")
SELECT DISTINCT ON (called->>'id', c."id") called->>'id', c."id", c."project_id",
       CASE WHEN m."up_to" >= c."number" THEN CURRENT_TIMESTAMP END
FROM "comment" c
CROSS JOIN jsonb_array_elements(c."mentions") AS called
LEFT JOIN "comment_read" m
  ON m."output_id" = c."output_id" AND m."actor_kind" = 'person' AND m."actor_id" = called->>'id'
WHERE NOT (c."actor_kind" = 'person' AND c."actor_id" = called->>'id');
