"use client";

import { Pin, PinOff } from "lucide-react";
import { useDesk } from "#components/review/desk/desk-context";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { cn } from "#components/ui/cn";
import type { OutputView } from "#lib/output/output-schema";
import { stateWords } from "#lib/output/state-words";
import { shownState } from "#lib/review/browser/desk/desk";
import { seedTail } from "#lib/review/browser/desk/words";

export type SideTagProps = {
  row: OutputView;
  /** "Pinned", "Candidate". */
  name: string;
  isTarget: boolean;
  /** In words, where the picture is not shown in its own proportions to the other. */
  scaling?: string | undefined;
  onTarget: () => void;
  onUnpin?: (() => void) | undefined;
};

/** Which side this is, what stands about it, and whether verdicts hit it. Pressing it makes them. */
export function SideTag({ row, name, isTarget, scaling, onTarget, onUnpin }: SideTagProps) {
  const state = useDesk((desk) => shownState(desk, row.id));
  const isHoped = useDesk((desk) => desk.writes.has(row.id));
  return (
    <div className="flex min-w-0 items-center gap-1 text-xs">
      <button
        type="button"
        aria-pressed={isTarget}
        title={isTarget ? "Verdicts go to this one" : "Give verdicts to this one"}
        onClick={onTarget}
        className={cn(
          "touchable flex h-7 min-w-0 items-center gap-2 rounded-md px-2 hover:bg-hover",
          isTarget ? "outline-2 -outline-offset-2 outline-text outline-solid" : "text-soft",
        )}
      >
        {onUnpin && <Pin aria-hidden className="size-3.5 shrink-0 text-accent-text" />}
        <span className="font-medium">{name}</span>
        <span className="min-w-0 truncate font-mono text-faint tabular">{seedTail(row.seed)}</span>
        <VerdictGlyph state={state} className={cn(isHoped && "opacity-60")} />
        <span className="sr-only">
          {`${stateWords[state]}${isTarget ? ", verdicts go to this one" : ""}`}
        </span>
      </button>
      {onUnpin && (
        <button
          type="button"
          aria-label={`Unpin ${seedTail(row.seed)}`}
          onClick={onUnpin}
          className="touchable grid size-7 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-text"
        >
          <PinOff aria-hidden className="size-3.5" />
        </button>
      )}
      {scaling !== undefined && <span className="truncate text-2xs text-faint">{scaling}</span>}
    </div>
  );
}
