"use client";

import { Minus, Plus } from "lucide-react";
import { SightMap } from "#components/review/large/sight-map";
import { useLoadingMode } from "#components/review/large/use-picture";
import type { Sight } from "#components/review/large/use-sight";
import type { ZoomControls } from "#components/review/large/use-zoom";
import { Button } from "#components/ui/button";
import type { OutputView } from "#lib/output/output-schema";
import { countVerdicts } from "#lib/review/browser/desk/words";
import { zoomPercent } from "#lib/review/browser/large/zoom";

const buttonStep = 1.5;

type ZoomPanelProps = {
  row: OutputView;
  sight: Sight;
  controls: ZoomControls;
  isLoading: boolean;
  /** Fetches the file itself where only a small copy is shown. */
  onSharp: () => void;
};

/** How close one looks and where, in words and small, with buttons for what wheel, pinch and drag do. */
export function ZoomPanel({ row, sight, controls, isLoading, onSharp }: ZoomPanelProps) {
  const { view, isFitted, size, density } = sight;
  const isSaving = useLoadingMode() === "saver";
  // In a comparison all are brought to the size of the pinned one.
  const isOwnSize = row.width === null || row.width === Math.round(size.width);
  return (
    <div className="flex flex-1 items-center gap-2.5 px-2.5 max-md:px-3 max-md:py-0.5">
      <SightMap row={row} sight={sight} onCentre={controls.centreOn} />
      <div className="grid gap-1 max-md:flex max-md:w-full max-md:items-center max-md:justify-between">
        <p className="w-29 text-2xs whitespace-nowrap text-soft tabular">
          {isLoading ? "Loading… " : ""}
          {`${isFitted ? "Fit, " : ""}${zoomPercent(view.scale, density)} %`}
          <span className="block text-faint max-md:hidden">
            {`${isOwnSize ? "of" : "as"} ${Math.round(size.width)} × ${Math.round(size.height)}`}
          </span>
        </p>
        {row.panel && (
          // On a phone the bar above has no room for it; it is named there all the same.
          <span aria-hidden className="text-2xs text-soft tabular min-[431px]:hidden">
            {countVerdicts(row.panel)}
          </span>
        )}
        {isSaving && (
          <Button variant="link" size="inline" onClick={onSharp}>
            Small copy. Load the file
          </Button>
        )}
        <span className="flex gap-1 max-md:hidden">
          <Button size="icon-sm" aria-label="Zoom out" onClick={() => controls.zoomBy(1 / buttonStep)}>
            <Minus aria-hidden />
          </Button>
          <Button size="sm" className="min-w-13" onClick={controls.toggle}>
            {isFitted ? "100 %" : "Fit"}
          </Button>
          <Button size="icon-sm" aria-label="Zoom in" onClick={() => controls.zoomBy(buttonStep)}>
            <Plus aria-hidden />
          </Button>
        </span>
      </div>
    </div>
  );
}
