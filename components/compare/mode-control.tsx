"use client";

import { PercentField } from "#components/compare/percent-field";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Segmented } from "#components/ui/segmented";
import { Tooltip } from "#components/ui/tooltip";
import { gains, type Comparison, type Gain } from "#lib/review/browser/compare/comparison";

/** What a mode can be set to. */
export function ModeControl({ comparison, isPhone }: { comparison: Comparison; isPhone: boolean }) {
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
            <span className="md:hidden">Flip</span>
            <span className="max-md:sr-only">
              {comparison.isPinShowing ? "Show the candidate" : "Show the pinned"}
            </span>
          </Button>
        </Tooltip>
      );
    case "overlay":
      return (
        <PercentField
          label="Candidate at"
          hasSlider
          isSliderOnly={isPhone}
          share={comparison.opacity}
          onShare={(share) => compare.dispatch({ type: "faded", share })}
        />
      );
    case "difference":
      return isPhone ? (
        <NextGain gain={comparison.gain} />
      ) : (
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

/** One button for all of them, where three have no room: each press is the next brightness. */
function NextGain({ gain }: { gain: Gain }) {
  const { compare } = useDeskParts();
  const next = gains[(gains.indexOf(gain) + 1) % gains.length] ?? gain;
  return (
    <Button
      size="sm"
      className="tabular"
      aria-label={`Brightness of the difference: × ${gain}. Go on to × ${next}`}
      onClick={() => compare.dispatch({ type: "gain-chosen", gain: next })}
    >
      {`× ${gain}`}
    </Button>
  );
}
