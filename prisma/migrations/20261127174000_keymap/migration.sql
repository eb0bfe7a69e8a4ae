-- The keys of the review desk that a person has changed: {"<action>": "<key>"}.
CREATE TABLE "keymap" (
  "user_id" TEXT NOT NULL PRIMARY KEY REFERENCES "user_account" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "keys" JSONB NOT NULL DEFAULT '{}',
  "characters" BOOLEAN NOT NULL DEFAULT true
);
