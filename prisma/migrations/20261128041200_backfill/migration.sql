-- How far work that catches up with many pictures is, for the screen only: gone after a crash without harm.
CREATE UNLOGGED TABLE "backfill" (
  "name" TEXT NOT NULL,
  "due" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  CONSTRAINT "backfill_pkey" PRIMARY KEY ("name")
);
