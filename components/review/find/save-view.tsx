"use client";

import { useState } from "react";
import { ShareSwitch } from "#components/review/find/share-switch";
import { useViewChange } from "#components/review/find/use-view-change";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { describeFilter } from "#lib/review/browser/find/filter-words";
import { reviewQuery, type ReviewFilter } from "#lib/review/browser/find/review-filter";

/** Keeps the list on screen under a name. */
export function SaveView({ filter }: { filter: ReviewFilter }) {
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const { send, isBusy, error } = useViewChange();
  return (
    <form
      className="mt-2 grid gap-2.5 border-t px-2 pt-3 pb-1"
      onSubmit={(event) => {
        event.preventDefault();
        send({
          method: "POST",
          path: "/api/v1/views",
          body: { name: name.trim(), query: reviewQuery(filter).toString(), shared: isShared },
          done: `Saved as “${name.trim()}”.`,
        });
      }}
    >
      <Field label="Save this list" help={describeFilter(filter)} error={error}>
        {(control) => (
          <Input
            {...control}
            placeholder="Name of the view"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex items-center justify-between gap-2">
        <ShareSwitch isShared={isShared} onChange={setShared} />
        <Button
          size="sm"
          type="submit"
          variant="primary"
          busy={isBusy}
          blocked={name.trim() === "" ? "Give the view a name first." : undefined}
        >
          Save view
        </Button>
      </div>
    </form>
  );
}
