-- What the lists are narrowed by stands on the output itself, because an index can only be walked in the order of a
-- list if it holds both. The facts of its run and file are copied once, when the output is made; who decided and for
-- which reason is a projection like `state`, written with the decision; `rating` is the mean of the stars given.
ALTER TABLE "output"
  ADD COLUMN "version_id" UUID,
  ADD COLUMN "submitter_id" TEXT,
  ADD COLUMN "generation" INTEGER,
  ADD COLUMN "width" INTEGER,
  ADD COLUMN "height" INTEGER,
  ADD COLUMN "reason_id" UUID,
  ADD COLUMN "decided_by_id" TEXT,
  ADD COLUMN "rating" SMALLINT;

UPDATE "output" o SET "version_id" = r."version_id", "submitter_id" = r."submitter_id", "generation" = r."generation"
FROM "run" r WHERE r."id" = o."run_id";
UPDATE "output" o SET "width" = f."width", "height" = f."height" FROM "file" f WHERE f."sha256" = o."sha256";
UPDATE "output" o SET "reason_id" = d."reason_id", "decided_by_id" = d."actor_id"
FROM "decision" d WHERE d."output_id" = o."id" AND d."revision" = o."revision" AND d."verdict" <> 'withdrawn';

-- Whoever writes an output need not know what it is found by.
CREATE FUNCTION output_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT r.version_id, r.submitter_id, r.generation INTO NEW.version_id, NEW.submitter_id, NEW.generation
  FROM run r WHERE r.id = NEW.run_id;
  SELECT f.width, f.height INTO NEW.width, NEW.height FROM file f WHERE f.sha256 = NEW.sha256;
  RETURN NEW;
END $$;
CREATE TRIGGER "output_facts" BEFORE INSERT ON "output" FOR EACH ROW
  WHEN (NEW."version_id" IS NULL) EXECUTE FUNCTION output_facts();

CREATE INDEX "output_version" ON "output" ("project_id", "version_id", "created_at", "id");
CREATE INDEX "output_submitter" ON "output" ("project_id", "submitter_id", "created_at", "id");
CREATE INDEX "output_size" ON "output" ("project_id", "width", "height", "created_at", "id");
-- Most outputs are of no generation but the first, undecided at first and never rated: those need no entry.
CREATE INDEX "output_generation" ON "output" ("project_id", "generation", "created_at", "id") WHERE "generation" > 0;
CREATE INDEX "output_reason" ON "output" ("project_id", "reason_id", "created_at", "id") WHERE "reason_id" IS NOT NULL;
CREATE INDEX "output_decided_by" ON "output" ("project_id", "decided_by_id", "created_at", "id")
  WHERE "decided_by_id" IS NOT NULL;
CREATE INDEX "output_rated" ON "output" ("project_id", "rating", "created_at", "id") WHERE "rating" IS NOT NULL;

-- The words and the single values of a run's params, apart from the run: a run's row is written at every step of its
-- way, and each time its search index would be written with it.
CREATE FUNCTION param_bucket(value double precision) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN value = 0 THEN 0
    ELSE sign(value)::integer * (1000 + floor(4 * ln(least(greatest(abs(value), 1e-9), 1e9)))::integer) END
$$;
-- `name=value` for what is asked for exactly; `name~bucket` for ranges, whose buckets grow with the number (four to a
-- factor of e), so that any range is few of them and the rest is compared.
CREATE FUNCTION run_param_terms(params jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(term), '{}') FROM jsonb_each(params) AS param (name, value) CROSS JOIN LATERAL (
    SELECT name || '=' || CASE jsonb_typeof(value)
      WHEN 'number' THEN trim_scale(value::numeric)::text ELSE lower(value #>> '{}') END AS term
    WHERE jsonb_typeof(value) IN ('string', 'number', 'boolean') AND length(value #>> '{}') <= 100
    UNION ALL
    SELECT name || '~' || param_bucket(value::double precision) WHERE jsonb_typeof(value) = 'number'
  ) AS terms
$$;
DROP INDEX "run_search";
CREATE TABLE "run_search" (
  "run_id" UUID NOT NULL,
  "words" TSVECTOR NOT NULL,
  "terms" TEXT[] NOT NULL,
  CONSTRAINT "run_search_pkey" PRIMARY KEY ("run_id"),
  CONSTRAINT "run_search_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "run_search" SELECT "id", run_search_text("params"), run_param_terms("params") FROM "run";
-- Words are many: with the usual sample the planner would take the rare ones for common and walk the whole list.
ALTER TABLE "run_search" ALTER COLUMN "words" SET STATISTICS 500, ALTER COLUMN "terms" SET STATISTICS 500;
CREATE INDEX "run_search_words" ON "run_search" USING gin ("words");
CREATE INDEX "run_search_terms" ON "run_search" USING gin ("terms");
CREATE FUNCTION run_searchable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO run_search SELECT id, run_search_text(params), run_param_terms(params) FROM made;
  RETURN NULL;
END $$;
CREATE TRIGGER "run_searchable" AFTER INSERT ON "run" REFERENCING NEW TABLE AS made FOR EACH STATEMENT
  EXECUTE FUNCTION run_searchable();

-- Stars and labels are facts of their own: giving one is no verdict and changes none.
CREATE TABLE "output_rating" (
  "output_id" UUID NOT NULL,
  "actor_id" TEXT NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor_name" TEXT NOT NULL,
  "stars" SMALLINT NOT NULL,
  "rated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "output_rating_pkey" PRIMARY KEY ("output_id", "actor_id"),
  CONSTRAINT "output_rating_stars" CHECK ("stars" BETWEEN 1 AND 5),
  CONSTRAINT "output_rating_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- `owner_id` is who sees it: one person, or with an empty one everybody in the project.
CREATE TABLE "output_label" (
  "output_id" UUID NOT NULL,
  "owner_id" TEXT NOT NULL DEFAULT '',
  "name" TEXT NOT NULL,
  "project_id" UUID NOT NULL,
  "labelled_by_id" TEXT NOT NULL,
  "labelled_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "output_label_pkey" PRIMARY KEY ("output_id", "owner_id", "name"),
  CONSTRAINT "output_label_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "output_label_name" ON "output_label" ("project_id", "name", "owner_id", "output_id");

-- A list worth coming back to: its address, by name. `owner_id` alone sees one that is not shared.
CREATE TABLE "saved_view" (
  "id" UUID NOT NULL,
  "project_id" UUID NOT NULL,
  "owner_id" TEXT NOT NULL,
  "owner_name" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "query" TEXT NOT NULL,
  "is_shared" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "saved_view_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "saved_view_owner_name" ON "saved_view" ("project_id", "owner_id", "name");
