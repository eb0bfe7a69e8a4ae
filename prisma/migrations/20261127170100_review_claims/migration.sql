-- Who has which output open in the large view, for as long as they say so. Unlogged: after a crash nobody is looking.
CREATE UNLOGGED TABLE "review_claim" (
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "output_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "review_claim_pkey" PRIMARY KEY ("actor_kind", "actor_id")
);
