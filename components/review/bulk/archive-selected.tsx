"use client";

import { Archive, ArchiveRestore } from "lucide-react";
import { useDesk } from "#components/review/desk/desk-context";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";

type ArchiveSelectedProps = {
  busy: boolean;
  onArchive: (ids: readonly string[], isArchived: boolean) => void;
};

/** Puts all selected pictures aside, or brings them back when all of them are put aside already. */
export function ArchiveSelected({ busy, onArchive }: ArchiveSelectedProps) {
  const selection = useDesk((state) => state.selection);
  const isAllArchived = useDesk((state) =>
    [...selection].every((id) => (state.rows.get(id)?.archivedAt ?? null) !== null),
  );
  const blocked = useWhyNot("output.decide");
  const Icon = isAllArchived ? ArchiveRestore : Archive;
  return (
    <Button
      size="sm"
      variant="ghost"
      busy={busy}
      blocked={blocked}
      onClick={() => onArchive([...selection], !isAllArchived)}
    >
      <Icon aria-hidden />
      {`${isAllArchived ? "Unarchive" : "Archive"} ${selection.size}`}
    </Button>
  );
}
