"use client";

import { ChevronLeft, PanelRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useDesk } from "#components/review/desk-context";
import { Details } from "#components/review/details";
import { Filmstrip } from "#components/review/filmstrip";
import { LoadingChoice } from "#components/review/loading-choice";
import { Stage } from "#components/review/stage";
import { StageColour, useStageColour } from "#components/review/stage-colour";
import { usePrefetch } from "#components/review/use-prefetch";
import type { ZoomControls } from "#components/review/use-zoom";
import { VerdictGlyph } from "#components/review/verdict-mark";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import { positionOf, shownState } from "#lib/review/browser/desk";
import { createLens } from "#lib/review/browser/lens";
import { stateWords } from "#lib/output/state-words";
import { describeDecision } from "#lib/review/browser/words";

type LargeViewProps = {
  areDetailsShown: boolean;
  onDetails: () => void;
  onClose: () => void;
  onControls: (controls: ZoomControls | null) => void;
};

export function LargeView({ areDetailsShown, onDetails, onClose, onControls }: LargeViewProps) {
  const { caps } = useKeys();
  const cursor = useDesk((read) => read.cursor);
  const row = useDesk((read) => (cursor === null ? undefined : read.rows.get(cursor)));
  const position = useDesk((read) => positionOf(read, cursor));
  const background = useStageColour();
  const [lens] = useState(() => createLens());
  usePrefetch(position);

  useEffect(() => {
    document.querySelector<HTMLElement>("[data-stage]")?.focus({ preventScroll: true });
  }, []);

  if (row === undefined) return null;
  return (
    <section
      aria-label="Large view"
      className="absolute inset-0 z-10 flex flex-col bg-bg"
      style={{ "--stage": background } as React.CSSProperties}
    >
      <div className="flex h-10 shrink-0 items-center gap-2 border-b px-2 text-xs">
        <Tooltip label="Back to the grid" keys={caps("close")} side="bottom">
          <Button variant="ghost" size="sm" onClick={onClose}>
            <ChevronLeft aria-hidden />
            Grid
          </Button>
        </Tooltip>
        <Standing id={row.id} />
        <span className="ml-auto flex items-center gap-1">
          <LoadingChoice />
          <StageColour />
          <Tooltip
            label={areDetailsShown ? "Hide details" : "Show details"}
            keys={caps("details")}
            side="bottom"
          >
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Details"
              aria-pressed={areDetailsShown}
              onClick={onDetails}
            >
              <PanelRight aria-hidden />
            </Button>
          </Tooltip>
        </span>
      </div>
      <div className="relative flex min-h-0 flex-1">
        <Stage row={row} position={position} lens={lens} onControls={onControls} filmstrip={<Filmstrip />} />
        {areDetailsShown && <Details row={row} onClose={onDetails} />}
      </div>
    </section>
  );
}

/** What stands: the verdict in words, beside the picture and never on it. */
function Standing({ id }: { id: string }) {
  const state = useDesk((desk) => shownState(desk, id));
  const isHoped = useDesk((desk) => desk.writes.has(id));
  const decision = useDesk((desk) => desk.rows.get(id)?.decision ?? null);
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-soft">
      <VerdictGlyph state={state} />
      <span className="truncate">
        {isHoped
          ? `${stateWords[state]}, saving…`
          : decision
            ? describeDecision(decision, new Date())
            : "Undecided"}
      </span>
    </p>
  );
}
