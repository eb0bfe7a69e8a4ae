-- Thumbnails are made after a picture has its row. Pictures from before have theirs.
ALTER TABLE "file" ADD COLUMN "thumbnails_due" BOOLEAN NOT NULL DEFAULT false;

-- What a worker that died has left, oldest first.
CREATE INDEX "file_thumbnails_due" ON "file" ("created_at") WHERE "thumbnails_due";
