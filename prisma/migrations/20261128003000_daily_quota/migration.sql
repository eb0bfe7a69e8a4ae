-- How many runs a project may ask for between one midnight (UTC) and the next; null for as many as it likes.
ALTER TABLE "project"
  ADD COLUMN "daily_runs" INTEGER,
  ADD CONSTRAINT "project_daily_runs" CHECK ("daily_runs" > 0);
