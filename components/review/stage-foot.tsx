"use client";

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { SightMap } from "#components/review/sight-map";
import { useLoadingMode } from "#components/review/use-picture";
import type { Sight } from "#components/review/use-sight";
import type { ZoomControls } from "#components/review/use-zoom";
import { Button } from "#components/ui/button";
import type { OutputView } from "#lib/output/output-schema";
import { zoomPercent } from "#lib/review/browser/zoom";

const buttonStep = 1.5;

type StageFootProps = {
  row: OutputView;
  sight: Sight;
  controls: ZoomControls;
  isLoading: boolean;
  /** Fetches the file itself where only a small copy is shown. */
  onSharp: () => void;
  children: ReactNode;
};

/** Under the picture: the list, and how close one looks, written where it covers nothing. */
export function StageFoot({ row, sight, controls, isLoading, onSharp, children }: StageFootProps) {
  const { view, isFitted, size, density } = sight;
  const isSaving = useLoadingMode() === "saver";
  return (
    <div className="flex shrink-0 border-t bg-bg max-md:flex-col-reverse">
      <div className="min-w-0 flex-1">{children}</div>
      <div className="flex items-center gap-2 border-l px-2.5 max-md:border-b max-md:border-l-0 max-md:px-3 max-md:py-0.5">
        <SightMap row={row} sight={sight} onCentre={controls.centreOn} />
        <div className="grid gap-1 max-md:flex max-md:w-full max-md:items-center max-md:justify-between">
          <p className="w-29 text-2xs whitespace-nowrap text-soft tabular">
            {isLoading ? "Loading… " : ""}
            {`${isFitted ? "Fit, " : ""}${zoomPercent(view.scale, density)} %`}
            <span className="block text-faint max-md:hidden">{`of ${size.width} × ${size.height}`}</span>
          </p>
          {isSaving && (
            <Button variant="link" size="sm" className="px-0" onClick={onSharp}>
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
    </div>
  );
}
