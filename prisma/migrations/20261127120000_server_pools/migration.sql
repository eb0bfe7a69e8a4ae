-- Capacity is configured per server; slots beyond it live only until their attempt has left them.
ALTER TABLE "server" ADD COLUMN "capacity" INTEGER NOT NULL DEFAULT 1;
UPDATE "server" SET "capacity" = greatest(1, (SELECT count(*) FROM "server_slot" WHERE "server_id" = "server"."id"));

-- Circuit breaker: faults in a row, how often it opened in a row, until when it rests, the attempt it is tried with.
ALTER TABLE "server" ADD COLUMN "faults" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "server" ADD COLUMN "openings" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "server" ADD COLUMN "open_until" TIMESTAMPTZ(3);
ALTER TABLE "server" ADD COLUMN "trial_attempt_id" UUID;

-- Warm-up: the prompt the server was last warmed with, and the slots it keeps free meanwhile.
ALTER TABLE "server" ADD COLUMN "warm_prompt_id" UUID;
ALTER TABLE "server" ADD COLUMN "warm_started_at" TIMESTAMPTZ(3);
ALTER TABLE "server" ADD COLUMN "warm_problem" TEXT;
ALTER TABLE "server_slot" ADD COLUMN "reserved_until" TIMESTAMPTZ(3);
