"use client";

import { PencilLine } from "lucide-react";
import { Link } from "#components/ui/link";
import type { ReactNode } from "react";
import { withQuery } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import { estimateTime } from "#lib/review/browser/decide/estimate-time";
import { planVary, type VaryDraft } from "#lib/review/browser/decide/plan-vary";
import type { ReseedOptions } from "#lib/review/reseed-schema";

type Grain = VaryDraft["grain"];

const grains: readonly { grain: Grain; title: string; hint: string }[] = [
  { grain: "everything", title: "The seed", hint: "Everything else is kept." },
  { grain: "parameter", title: "One parameter", hint: "The seed and everything else stay." },
  {
    grain: "prompts",
    title: "All but the texts",
    hint: "The texts stay; other seeds, the rest as the workflow has it.",
  },
  { grain: "unchanged", title: "Nothing", hint: "The same params and the same seed once more." },
];

type VaryGrainsProps = {
  row: OutputView;
  options: ReseedOptions;
  draft: VaryDraft;
  onChange: (part: Partial<VaryDraft>) => void;
};

/** What is carried over, each with how many runs it makes and how long they take. */
export function VaryGrains({ row, options, draft, onChange }: VaryGrainsProps) {
  const form = (keep: "everything" | "seed") =>
    withQuery(`/generate/${encodeURIComponent(row.workflow)}`, { reseed: row.id, keep });
  return (
    <fieldset className="grid content-start gap-1">
      <legend className="mb-1.5 text-sm font-medium">What changes</legend>
      {grains.map(({ grain, title, hint }) => {
        const { runs } = planVary({ ...draft, grain }, options);
        const isEmpty = grain === "prompts" && options.prompts.length === 0;
        return (
          // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its words stand deeper than the rule looks
          <label
            key={grain}
            className="touchable flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2 hover:bg-hover has-checked:border-accent has-disabled:cursor-not-allowed has-disabled:opacity-55"
          >
            <input
              type="radio"
              name="grain"
              value={grain}
              checked={draft.grain === grain}
              disabled={isEmpty}
              onChange={() => onChange({ grain })}
              className="mt-1 size-3.5 rounded-full accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline justify-between gap-3 text-sm font-medium">
                {title}
                <span className="text-2xs font-normal text-faint tabular">
                  {runs === 0 || isEmpty
                    ? ""
                    : `${runs === 1 ? "1 run" : `${runs} runs`}, ${estimateTime(runs, options)}`}
                </span>
              </span>
              <span className="block text-xs text-soft">
                {isEmpty ? "This workflow has no text to keep." : hint}
              </span>
            </span>
          </label>
        );
      })}
      <FormLink href={form("everything")} title="What I edit">
        Opens the form with these values and the same seed.
      </FormLink>
      <FormLink href={form("seed")} title="All but the seed">
        Opens the form with this seed alone.
      </FormLink>
    </fieldset>
  );
}

function FormLink({ href, title, children }: { href: string; title: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="touchable flex items-start gap-2.5 rounded-md border px-3 py-2 hover:bg-hover"
    >
      <PencilLine aria-hidden className="mt-1 size-3.5 shrink-0 text-faint" />
      <span>
        <span className="block text-sm font-medium">{title}</span>
        <span className="block text-xs text-soft">{children}</span>
      </span>
    </Link>
  );
}
