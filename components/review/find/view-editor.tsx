"use client";

import { useState } from "react";
import { ShareSwitch } from "#components/review/find/share-switch";
import { useViewChange } from "#components/review/find/use-view-change";
import { useMe } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { reviewQuery, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import type { SavedView } from "#lib/review/view-schema";

type ViewEditorProps = { view: SavedView; filter: ReviewFilter; onDone: () => void };

/** Another name, another list, shared or no longer, or gone. */
export function ViewEditor({ view, filter, onDone }: ViewEditorProps) {
  const me = useMe();
  const [name, setName] = useState(view.name);
  const [isShared, setShared] = useState(view.shared);
  const { send, isBusy, error } = useViewChange(onDone);
  const isOwn = view.owner.id === me.id;
  const path = `/api/v1/views/${view.id}`;
  const query = reviewQuery(filter).toString();
  return (
    <form
      aria-label={`Change the view ${view.name}`}
      className="grid gap-2.5 rounded-md border p-2"
      onSubmit={(event) => {
        event.preventDefault();
        send({ method: "PUT", path, body: { name: name.trim(), shared: isShared }, done: "View changed." });
      }}
    >
      {isOwn && (
        <>
          <Field label="Name" error={error}>
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <ShareSwitch isShared={isShared} onChange={setShared} />
        </>
      )}
      {!isOwn && <p className="text-xs text-soft">{`${view.owner.name} shares this view.`}</p>}
      <div className="flex flex-wrap justify-end gap-1.5">
        <Button
          size="sm"
          variant="danger"
          className="mr-auto"
          busy={isBusy}
          onClick={() =>
            send({ method: "DELETE", path, done: `“${view.name}” is deleted; its pictures stay.` })
          }
        >
          Delete
        </Button>
        {isOwn && query !== view.query && (
          <Button
            size="sm"
            busy={isBusy}
            onClick={() => send({ method: "PUT", path, body: { query }, done: "The view lists this now." })}
          >
            Use this list
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        {isOwn && (
          <Button
            size="sm"
            type="submit"
            variant="primary"
            busy={isBusy}
            blocked={name.trim() === "" ? "Give the view a name first." : undefined}
          >
            Save
          </Button>
        )}
      </div>
    </form>
  );
}
