"use client";

import {
  ArrowLeftRight,
  ChevronDown,
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
import { ModeControl } from "#components/compare/mode-control";
import { HideDrawings } from "#components/drawing/hide-drawings";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { ViewMenu } from "#components/review/large/view-menu";
import { useKeys } from "#components/shell/keymap-context";
import { DetailsToggle } from "#components/review/large/details-toggle";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { Segmented } from "#components/ui/segmented";
import { Tooltip } from "#components/ui/tooltip";
import { useIsPhone } from "#components/ui/use-is-phone";
import { compareModes, type CompareMode, type Comparison } from "#lib/review/browser/compare/comparison";

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
  const isPhone = useIsPhone();
  return (
    <div
      role="group"
      aria-label="How they are compared"
      className="bare:hidden flex h-10 shrink-0 items-center gap-3 border-b px-2 text-xs max-md:not-shallow:h-13 pointer-coarse:shallow:h-11 max-md:gap-1 max-md:px-1"
    >
      <Tooltip label="Back to the large view" keys={caps("close")} side="bottom">
        <Button variant="ghost" size="sm" onClick={onLeave}>
          <ChevronLeft aria-hidden />
          <span className="max-md:sr-only">Large</span>
        </Button>
      </Tooltip>
      {isPhone ? <ModeMenu comparison={comparison} /> : <ModeChoice comparison={comparison} />}
      <ModeControl comparison={comparison} isPhone={isPhone} />
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
        {!isPhone && (
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
        )}
        <span className="max-md:hidden">
          <ViewMenu />
        </span>
        <DetailsToggle what="what differs" isShown={areDetailsShown} onToggle={onDetails} />
      </span>
    </div>
  );
}

/** All modes side by side. */
function ModeChoice({ comparison: { mode: chosen } }: { comparison: Comparison }) {
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
    // A mouse leaves the focus on what it pressed, where arrow keys would change the mode and not the candidate.
    <span role="presentation" onClick={(event) => event.detail > 0 && focusCursor()}>
      <Segmented<CompareMode>
        aria-label="Compare by"
        value={chosen}
        onChange={(mode) => compare.dispatch({ type: "mode-chosen", mode })}
        options={options}
      />
    </span>
  );
}

/** The same on a phone, where one thumb's width is left for them: by name, with what else belongs to looking at two. */
function ModeMenu({ comparison: { mode: chosen, isLinked } }: { comparison: Comparison }) {
  const { compare } = useDeskParts();
  const { text, icon: Icon } = modes[chosen];
  return (
    <Menu
      align="start"
      entries={[
        { type: "label", text: "Compare by" },
        {
          type: "choice",
          value: chosen,
          options: compareModes.map((value) => ({ value, ...modes[value] })),
          choose: (value) => {
            const mode = compareModes.find((one) => one === value);
            if (mode !== undefined) compare.dispatch({ type: "mode-chosen", mode });
          },
        },
        { type: "divider" },
        {
          type: "action",
          text: isLinked ? "Zoom each by itself" : "Zoom both together",
          icon: isLinked ? Link2Off : Link2,
          run: () => compare.dispatch({ type: "link-toggled" }),
        },
      ]}
      trigger={
        <Button size="sm" className="gap-1 px-2" aria-label={`Compare by: ${text}`}>
          <Icon aria-hidden />
          <ChevronDown aria-hidden className="text-faint" />
        </Button>
      }
    />
  );
}
