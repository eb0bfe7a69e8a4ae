-- What a picture looks like, in 64 bits: near-duplicates differ in few of them. Empty where a file cannot be looked at.
ALTER TABLE "file" ADD COLUMN "perceptual_hash" TEXT;

-- Pictures from before are looked at in the background; once they are, this index is empty.
CREATE INDEX "file_without_perceptual_hash" ON "file" ("sha256") WHERE "perceptual_hash" IS NULL AND "width" IS NOT NULL;

-- How many an output's stack holds.
CREATE INDEX "run_root_output_id_idx" ON "run" ("root_output_id") WHERE "root_output_id" IS NOT NULL;
