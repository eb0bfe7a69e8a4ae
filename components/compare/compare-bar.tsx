"use client";

import {
  ArrowLeftRight,
  ChevronLeft,
  Columns2,
  Contrast,
  FlipHorizontal2,
  Layers2,
  Link2,
  Link2Off,
  SquareSplitHorizontal,
  type LucideIcon,
} from "lucide-react";
import { PercentField } from "#components/compare/percent-field";
import { HideDrawings } from "#components/drawing/hide-drawings";
import { useDeskParts } from "#components/review/desk-context";
import { focusCursor } from "#components/review/focus-cursor";
import { ViewMenu } from "#components/review/view-menu";
import { useKeys } from "#components/shell/keymap-context";
import { DetailsToggle } from "#components/review/details-toggle";
import { Button } from "#components/ui/button";
import { Segmented } from "#components/ui/segmented";
import { Tooltip } from "#components/ui/tooltip";
import { compareModes, gains, type CompareMode, type Comparison } from "#lib/review/browser/comparison";

const modes: Record<CompareMode, { text: string; icon: LucideIcon }> = {
  side: { text: "Side by side", icon: Columns2 },
  slider: { text: "Slider", icon: SquareSplitHorizontal },
  flip: { text: "Flip", icon: FlipHorizontal2 },
  overlay: { text: "Overlay", icon: Layers2 },
  difference: { text: "Difference", icon: Contrast },
};

type CompareBarProps = {
  comparison: Comparison;
  /** Whether any of the pictures has marks to hide. */
  hasMarks: boolean;
  areDetailsShown: boolean;
  onDetails: () => void;
  onLeave: () => void;
};

/** How two or more pictures are compared, above them. */
export function CompareBar(props: CompareBarProps) {
  const { comparison, hasMarks, areDetailsShown, onDetails, onLeave } = props;
  const { compare } = useDeskParts();
  const { caps } = useKeys();
  const options = compareModes.map((value) => {
    const { text, icon: Icon } = modes[value];
    return {
      value,
      title: `${text} (${caps("compare-mode")[0] ?? ""} goes on to the next)`,
      label: (
        <>
          <Icon aria-hidden />
          <span className="max-xl:sr-only">{text}</span>
        </>
      ),
    };
  });
  return (
    <div className="bare:hidden flex h-10 shrink-0 items-center gap-3 border-b px-2 text-xs max-md:h-26 max-md:flex-wrap max-md:content-center max-md:gap-x-2 max-md:gap-y-0.5 max-md:px-1">
      <Tooltip label="Back to the large view" keys={caps("close")} side="bottom">
        <Button variant="ghost" size="sm" onClick={onLeave}>
          <ChevronLeft aria-hidden />
          <span className="max-md:sr-only">Large</span>
        </Button>
      </Tooltip>
      {/* A mouse leaves the focus on what it pressed, where arrow keys would change the mode and not the candidate. */}
      <span role="presentation" onClick={(event) => event.detail > 0 && focusCursor()}>
        <Segmented<CompareMode>
          aria-label="Compare by"
          value={comparison.mode}
          onChange={(mode) => compare.dispatch({ type: "mode-chosen", mode })}
          options={options}
        />
      </span>
      <ModeControl comparison={comparison} />
      <span className="ml-auto flex items-center gap-1 max-md:gap-0">
        {hasMarks && <HideDrawings />}
        <Tooltip label="Verdicts go to the other side" keys={caps("compare-target")} side="bottom">
          <Button
            variant="ghost"
            size="sm"
            data-action="compare-target"
            onClick={() => compare.dispatch({ type: "target-swapped" })}
          >
            <ArrowLeftRight aria-hidden />
            <span className="max-md:sr-only">
              <span className="text-faint max-xl:sr-only">Deciding: </span>
              {comparison.target === null ? "Candidate" : "Pinned"}
            </span>
          </Button>
        </Tooltip>
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={comparison.isLinked}
          onClick={() => compare.dispatch({ type: "link-toggled" })}
        >
          {comparison.isLinked ? (
            <Link2 aria-hidden />
          ) : (
            <Link2Off aria-hidden className="text-accent-text" />
          )}
          <span className="max-xl:sr-only">{comparison.isLinked ? "Zoom linked" : "Zoom apart"}</span>
        </Button>
        <span className="max-md:hidden">
          <ViewMenu />
        </span>
        <DetailsToggle what="what differs" isShown={areDetailsShown} onToggle={onDetails} />
      </span>
    </div>
  );
}

/** What a mode can be set to. */
function ModeControl({ comparison }: { comparison: Comparison }) {
  const { compare } = useDeskParts();
  const { caps } = useKeys();
  switch (comparison.mode) {
    case "side":
      return null;
    case "slider":
      return (
        <PercentField
          label="Line at"
          share={comparison.split}
          onShare={(share) => compare.dispatch({ type: "split", share })}
        />
      );
    case "flip":
      return (
        <Tooltip label="Flip between the two" keys={caps("compare-flip")} side="bottom">
          <Button size="sm" data-action="compare-flip" onClick={() => compare.dispatch({ type: "flipped" })}>
            {comparison.isPinShowing ? "Show the candidate" : "Show the pinned"}
          </Button>
        </Tooltip>
      );
    case "overlay":
      return (
        <PercentField
          label="Candidate at"
          hasSlider
          share={comparison.opacity}
          onShare={(share) => compare.dispatch({ type: "faded", share })}
        />
      );
    case "difference":
      return (
        <Segmented
          aria-label="Brightness of the difference"
          value={String(comparison.gain)}
          onChange={(value) =>
            compare.dispatch({ type: "gain-chosen", gain: gains.find((gain) => String(gain) === value) ?? 1 })
          }
          options={gains.map((gain) => ({ value: String(gain), label: `× ${gain}` }))}
        />
      );
  }
}
