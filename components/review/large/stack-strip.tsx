"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { thumbnailUrl } from "#components/review/grid/thumbnail";
import { useShowOutput } from "#components/review/desk/use-show-output";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import { cn } from "#components/ui/cn";
import { stackQuery } from "#lib/output/output-queries";
import type { OutputView, StackEntry } from "#lib/output/output-schema";
import { runAction } from "#lib/review/browser/keys/key-handlers";
import { grainWords, seedTail } from "#lib/review/browser/desk/words";

/**
 * The stack a picture belongs to, in the order it grew: the first one and everything re-seeded from it, also what is
 * only queued yet. Each is one press away.
 */
export function StackStrip({ row }: { row: OutputView }) {
  const { data: stack = [] } = useQuery(stackQuery(row.id));
  const { compare } = useDeskParts();
  const { caps } = useKeys();
  const { parentOutputId } = row;
  return (
    <section aria-label="Stack" className="border-b px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
        <h3 className="w-full text-2xs font-medium text-faint">
          {stack.length < 2 ? "Stack: this one alone" : `Stack of ${stack.length}`}
          {row.generation > 0 && `, generation ${row.generation}`}
        </h3>
        {parentOutputId !== null && (
          <Button
            variant="link"
            size="inline"
            className="-my-1.5"
            onClick={() => {
              compare.begin([parentOutputId]);
              focusCursor();
            }}
          >
            Compare with its parent
          </Button>
        )}
        <Tooltip label="Choose what a re-seed changes" keys={caps("vary")}>
          <Button variant="link" size="inline" className="-my-1.5" onClick={() => runAction("vary")}>
            Vary…
          </Button>
        </Tooltip>
      </div>
      {row.reseed !== null && (
        <p className="mt-1 text-xs text-soft">
          {grainWords(row.reseed.grain)}
          {row.reseed.reason !== null && `; re-seeded because: ${row.reseed.reason.label}`}
        </p>
      )}
      {stack.length > 1 && (
        <ol className="mt-1.5 flex gap-2.5 overflow-x-auto p-1 pb-1.5">
          {stack.map((entry) => (
            <Member
              key={`${entry.runId} ${entry.outputId}`}
              entry={entry}
              isCurrent={entry.outputId === row.id}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function Member({ entry, isCurrent }: { entry: StackEntry; isCurrent: boolean }) {
  const show = useShowOutput();
  const { outputId, seed, sha256, state, status, generation, grain } = entry;
  const what = generation === 0 ? "first of the stack" : `generation ${generation}`;
  return (
    <li className="w-18 shrink-0">
      {outputId === null ? (
        <span className="grid size-16 place-items-center bg-mat p-1 text-center text-2xs text-soft">
          {status}
        </span>
      ) : (
        <button
          type="button"
          onClick={() => show(outputId)}
          aria-current={isCurrent ? "true" : undefined}
          aria-label={`${isCurrent ? "Shown" : "Open"}: ${what}, seed ${seedTail(seed)}`}
          className={cn(
            "grid size-16 place-items-center bg-mat",
            isCurrent && "outline-2 outline-offset-2 outline-text outline-solid",
          )}
        >
          {sha256 === null ? (
            <span className="text-2xs text-soft">no file</span>
          ) : (
            <img src={thumbnailUrl(sha256, 64)} alt="" className="size-full object-contain" />
          )}
        </button>
      )}
      <span
        className="mt-1 flex items-center gap-1 text-2xs whitespace-nowrap text-faint tabular"
        title={grain === null ? undefined : grainWords(grain)}
      >
        {state && <VerdictGlyph state={state} className="size-3" />}
        {generation > 0 && `↻${generation}`}
        <span className="truncate font-mono">{seedTail(seed)}</span>
      </span>
    </li>
  );
}
