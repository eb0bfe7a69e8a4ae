"use client";

import { useMemo, useState } from "react";
import { useDesk } from "#components/review/desk/desk-context";
import { Labels } from "#components/review/marks/labels";
import { Stars } from "#components/review/marks/stars";
import { useMarking } from "#components/review/marks/use-marking";
import { useWhyNot } from "#components/shell/me-context";
import { labelsOnAll } from "#lib/review/browser/marks/marks";

/** Stars and labels for many pictures at once; a label shows as put on where all of them carry it. */
export function MarkMany({ ids }: { ids: readonly string[] }) {
  const whyNot = useWhyNot("output.rate");
  const { mark, isSending } = useMarking(ids);
  const [stars, setStars] = useState<number | null>(null);
  const rows = useDesk((desk) => desk.rows);
  const known = useMemo(() => ids.flatMap((id) => rows.get(id) ?? []), [ids, rows]);
  const labels = useMemo(() => labelsOnAll(known), [known]);
  if (whyNot !== undefined) return <p className="px-4 text-sm text-soft">{whyNot}</p>;
  return (
    <section aria-label="Stars and labels" aria-busy={isSending} className="grid gap-2 px-4 text-xs">
      <Stars
        value={stars}
        onChange={(given) => {
          setStars(given);
          void mark({ type: "stars", stars: given });
        }}
      />
      <Labels labels={labels} onChange={(change) => void mark({ type: "label", ...change })} />
    </section>
  );
}
