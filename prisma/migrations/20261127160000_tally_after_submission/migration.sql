-- The wait of a run is tallied once its first attempt was submitted, no longer before: nothing stands between a claim
-- and its POST that can come after it.
DROP TRIGGER "attempt_tally_dispatch" ON "attempt";
CREATE TRIGGER "attempt_tally_dispatch" AFTER UPDATE ON "attempt" FOR EACH ROW
  WHEN (NEW.number = 1 AND OLD.accepted_at IS NULL AND OLD.finished_at IS NULL
    AND (NEW.accepted_at IS NOT NULL OR NEW.finished_at IS NOT NULL))
  EXECUTE FUNCTION tally_dispatch();
