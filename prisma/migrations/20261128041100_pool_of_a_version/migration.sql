-- Where runs of a version may go, so that what is ahead of a run is counted without reading contracts.
ALTER TABLE "workflow_version" ADD COLUMN "pool" TEXT;
UPDATE "workflow_version" SET "pool" = substring("contract" FROM '"x-pool"\s*:\s*"([a-z0-9-]+)"');
