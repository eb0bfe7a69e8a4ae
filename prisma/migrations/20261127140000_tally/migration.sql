-- What is counted for ever, as increments: whoever changes a row adds one line here in the same transaction, so that
-- no two transactions wait for one another's counter. The worker folds lines that say the same into one.
CREATE TABLE "tally" (
  "metric" TEXT NOT NULL,
  "labels" JSONB NOT NULL DEFAULT '{}',
  "value" DOUBLE PRECISION NOT NULL
);

-- The upper bound of the bucket that a wait of so many seconds falls into.
CREATE FUNCTION dispatch_delay_bucket(seconds double precision) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (ARRAY['0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '30', '60', '300', '1800', '+Inf'])
    [1 + width_bucket(seconds, ARRAY[0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800]::double precision[])]
$$;

-- The first attempt of a run ends its wait in the queue.
CREATE FUNCTION tally_dispatch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seconds double precision;
BEGIN
  SELECT greatest(0, extract(epoch FROM NEW.created_at - run.created_at)) INTO seconds
  FROM run WHERE run.id = NEW.run_id;
  INSERT INTO tally (metric, labels, value) VALUES
    ('dispatch_delay', jsonb_build_object('le', dispatch_delay_bucket(seconds)), 1),
    ('dispatch_delay_sum', '{}', seconds);
  RETURN NULL;
END $$;
CREATE TRIGGER "attempt_tally_dispatch" AFTER INSERT ON "attempt" FOR EACH ROW
  WHEN (NEW.number = 1) EXECUTE FUNCTION tally_dispatch();

CREATE FUNCTION tally_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally (metric, labels, value) VALUES
    ('attempts', jsonb_build_object('outcome', NEW.status, 'code', coalesce(NEW.error->>'code', '')), 1);
  -- Fast attempts end before they were ever seen executing; then the time counts from the server's acceptance.
  IF coalesce(NEW.executing_at, NEW.accepted_at) IS NOT NULL THEN
    INSERT INTO tally (metric, labels, value)
    SELECT 'gpu_seconds', jsonb_build_object('version', run.version_id, 'project', run.project_id),
      extract(epoch FROM NEW.finished_at - coalesce(NEW.executing_at, NEW.accepted_at))
    FROM run WHERE run.id = NEW.run_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "attempt_tally_end" AFTER UPDATE ON "attempt" FOR EACH ROW
  WHEN (OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL) EXECUTE FUNCTION tally_attempt();

-- Pictures have their thumbnails once they are stored; one that cannot be opened has none.
CREATE FUNCTION tally_outputs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally (metric, labels, value)
  SELECT 'outputs', jsonb_build_object('state', state), count(*) FROM fresh GROUP BY state
  UNION ALL
  SELECT 'thumbnails', jsonb_build_object('result', CASE WHEN sha256 IS NULL THEN 'missing' ELSE 'made' END), count(*)
  FROM fresh WHERE kind IN ('image', 'animation') GROUP BY sha256 IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "output_tally" AFTER INSERT ON "output" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION tally_outputs();

CREATE FUNCTION tally_output_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally (metric, labels, value) VALUES
    ('outputs', jsonb_build_object('state', OLD.state), -1),
    ('outputs', jsonb_build_object('state', NEW.state), 1);
  RETURN NULL;
END $$;
CREATE TRIGGER "output_tally_state" AFTER UPDATE OF "state" ON "output" FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tally_output_state();

-- What happened before.
INSERT INTO "tally" ("metric", "labels", "value")
SELECT 'attempts', jsonb_build_object('outcome', status, 'code', coalesce(error->>'code', '')), count(*)
  FROM attempt WHERE finished_at IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'gpu_seconds', jsonb_build_object('version', run.version_id, 'project', run.project_id),
  sum(extract(epoch FROM attempt.finished_at - coalesce(attempt.executing_at, attempt.accepted_at)))
  FROM attempt JOIN run ON run.id = attempt.run_id
  WHERE attempt.finished_at IS NOT NULL AND coalesce(attempt.executing_at, attempt.accepted_at) IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'dispatch_delay', jsonb_build_object('le',
    dispatch_delay_bucket(greatest(0, extract(epoch FROM attempt.created_at - run.created_at))::double precision)), count(*)
  FROM attempt JOIN run ON run.id = attempt.run_id WHERE attempt.number = 1 GROUP BY 2
UNION ALL
SELECT 'dispatch_delay_sum', '{}', sum(greatest(0, extract(epoch FROM attempt.created_at - run.created_at)))
  FROM attempt JOIN run ON run.id = attempt.run_id WHERE attempt.number = 1 HAVING count(*) > 0
UNION ALL
SELECT 'outputs', jsonb_build_object('state', state), count(*) FROM output GROUP BY 2
UNION ALL
SELECT 'thumbnails', jsonb_build_object('result', CASE WHEN sha256 IS NULL THEN 'missing' ELSE 'made' END), count(*)
  FROM output WHERE kind IN ('image', 'animation') GROUP BY 2;
