"use client";

import { Labels } from "#components/review/marks/labels";
import { Stars } from "#components/review/marks/stars";
import { useMe, useWhyNot } from "#components/shell/me-context";
import { FormAlert } from "#components/account/form-alert";
import type { OutputDetail } from "#lib/output/output-schema";
import { useLabelChange, useStarsChange } from "#components/review/marks/use-marks";
import { cn } from "#components/ui/cn";

/** What one thinks of a picture beside its verdict: stars of one's own, labels for the project or for oneself. */
export function StarsAndLabels({ detail, isTitled = true }: { detail: OutputDetail; isTitled?: boolean }) {
  const me = useMe();
  const whyNot = useWhyNot("output.rate");
  const stars = useStarsChange(detail.id);
  const labels = useLabelChange(detail.id);
  const given = detail.ratings.find(({ by }) => by.id === me.id)?.stars ?? 0;
  const problem = stars.problem ?? labels.problem;
  return (
    <section
      aria-label="Stars and labels"
      className={cn("grid gap-2 px-4 text-xs", isTitled && "border-b py-3")}
    >
      {isTitled && <h3 className="text-2xs font-medium text-faint">Stars and labels</h3>}
      {whyNot === undefined ? (
        <>
          <Stars value={stars.pending ?? given} onChange={stars.give} />
          <Labels labels={detail.labels} onChange={labels.change} />
        </>
      ) : (
        <>
          {detail.labels.length > 0 && <p>{detail.labels.map(({ name }) => name).join(", ")}</p>}
          <p className="text-faint">{whyNot}</p>
        </>
      )}
      {detail.ratings.length > 0 && (
        <p className="text-faint">
          {detail.ratings
            .map(({ by, stars: count }) => `${by.id === me.id ? "You" : by.name} ${count}`)
            .join(", ")}
        </p>
      )}
      {problem !== undefined && <FormAlert>{problem}</FormAlert>}
    </section>
  );
}
