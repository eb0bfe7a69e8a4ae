-- W3C traceparent of the request that made the run, so that the worker's spans join its trace.
ALTER TABLE "run" ADD COLUMN "traceparent" TEXT;
