-- What no server has that the published version of a workflow names: {code, message, since}.
ALTER TABLE "workflow" ADD COLUMN "drift" JSONB;
