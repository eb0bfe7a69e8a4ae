-- What the run posts, filled in when it was created, so that a claim can note it down for the attempt in the statement
-- that claims. Null where a picture has to be uploaded first (only its server says how the file is called), and for runs
-- that were queued before.
ALTER TABLE "run" ADD COLUMN "graph" TEXT;
