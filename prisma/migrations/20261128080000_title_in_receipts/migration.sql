-- A receipt names its workflows as people knew them when it was written.
ALTER TABLE "review_receipt_output" ADD COLUMN "workflow_title" TEXT;
