"use client";

import { thumbnailUrl } from "#components/review/thumbnail";
import { useShowOutput } from "#components/review/use-show-output";
import { VerdictGlyph } from "#components/review/verdict-mark";
import type { LineageEntry, OutputDetail } from "#lib/output/output-schema";
import { seedTail } from "#lib/review/browser/words";

/** The stack a picture belongs to: what it was re-seeded from, and what was re-seeded from it. */
export function Lineage({ output }: { output: OutputDetail }) {
  const { parent, root, children } = output.lineage;
  if (parent === null && children.length === 0) return null;
  const isRootApart = root !== null && root.outputId !== parent?.outputId && root.outputId !== output.id;
  return (
    <section aria-label="Lineage" className="grid gap-2.5 border-b px-4 py-3">
      {isRootApart && <Strip label="First of the stack" entries={[root]} />}
      {parent && <Strip label="Re-seeded from" entries={[parent]} />}
      {children.length > 0 && <Strip label="Re-seeded into" entries={children} />}
    </section>
  );
}

function Strip({ label, entries }: { label: string; entries: readonly LineageEntry[] }) {
  const show = useShowOutput();
  return (
    <div>
      <h3 className="mb-1.5 text-2xs font-medium text-faint">{label}</h3>
      <ul className="flex gap-2.5 overflow-x-auto pb-1">
        {entries.map((entry) => {
          const { outputId, runId, seed, sha256, state, status } = entry;
          return (
            <li key={outputId ?? runId} className="w-18 shrink-0">
              {outputId === null ? (
                <span className="grid size-16 place-items-center bg-mat p-1 text-center text-2xs text-soft">
                  {status}
                </span>
              ) : (
                <button
                  type="button"
                  onClick={() => show(outputId)}
                  aria-label={`Open ${label.toLowerCase()} ${seedTail(seed)}`}
                  className="grid size-16 place-items-center bg-mat"
                >
                  {sha256 === null ? (
                    "no file"
                  ) : (
                    <img src={thumbnailUrl(sha256, 64)} alt="" className="size-full object-contain" />
                  )}
                </button>
              )}
              <span className="mt-0.5 flex items-center gap-0.5 font-mono text-2xs whitespace-nowrap text-faint">
                {state && <VerdictGlyph state={state} className="size-3" />}
                {seedTail(seed)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
