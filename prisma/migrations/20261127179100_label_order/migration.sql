-- Labelled outputs are walked in the order of their list, which is that of the outputs: their time stands on the label.
ALTER TABLE "output_label" ADD COLUMN "output_at" TIMESTAMPTZ(3);
UPDATE "output_label" l SET "output_at" = o."created_at" FROM "output" o WHERE o."id" = l."output_id";
ALTER TABLE "output_label" ALTER COLUMN "output_at" SET NOT NULL;
CREATE FUNCTION output_label_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT o.created_at INTO NEW.output_at FROM output o WHERE o.id = NEW.output_id;
  RETURN NEW;
END $$;
CREATE TRIGGER "output_label_time" BEFORE INSERT ON "output_label" FOR EACH ROW
  WHEN (NEW."output_at" IS NULL) EXECUTE FUNCTION output_label_time();
DROP INDEX "output_label_name";
CREATE INDEX "output_label_name" ON "output_label" ("project_id", "name", "owner_id", "output_at", "output_id");
