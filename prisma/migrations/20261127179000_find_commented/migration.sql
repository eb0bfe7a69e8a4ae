-- What was talked about and drawn on is little among the rest.
CREATE INDEX "output_commented" ON "output" ("project_id", "created_at", "id") WHERE "comments" > 0;
CREATE INDEX "output_drawn_on" ON "output" ("project_id", "created_at", "id") WHERE "drawings" > 0;
