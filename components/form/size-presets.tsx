"use client";

import { ArrowLeftRight } from "lucide-react";
import { useForm, useFormValues } from "#components/form/form-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Tooltip } from "#components/ui/tooltip";
import { validateField } from "#lib/contract/validate-params";
import { isPresetChosen, type SizePreset } from "#lib/form/size-presets";

const longestEdge = 14;

/** One press sets width and height; the little frame shows the shape before it is read. */
export function SizePresets({ presets }: { presets: readonly SizePreset[] }) {
  const { desk } = useForm();
  const values = useFormValues();
  const { width, height } = values;
  const isSwappable =
    typeof width === "number" &&
    typeof height === "number" &&
    width !== height &&
    validateField(desk.contract, "width", height).ok &&
    validateField(desk.contract, "height", width).ok;
  return (
    <div role="group" aria-label="Sizes" className="flex flex-wrap items-center gap-1.5">
      {presets.map((preset) => {
        const isChosen = isPresetChosen(preset, values);
        return (
          <button
            key={preset.title}
            type="button"
            aria-pressed={isChosen}
            onClick={() => desk.chooseAll(preset.values)}
            className={cn(
              "touchable inline-flex h-8 items-center gap-2 rounded-md border px-2.5 text-xs transition-colors hover:bg-hover",
              isChosen ? "border-accent-text bg-accent-tint text-text" : "border-line-strong/60 text-soft",
            )}
          >
            <Shape ratio={preset.ratio} />
            <span className="font-medium">{preset.title}</span>
            <span className="text-2xs text-faint tabular">
              {String(preset.values["width"])} × {String(preset.values["height"])}
            </span>
          </button>
        );
      })}
      <Tooltip label="Swap width and height">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Swap width and height"
          blocked={isSwappable ? undefined : "these two cannot change places"}
          onClick={() => desk.chooseAll({ width: Number(height), height: Number(width) })}
        >
          <ArrowLeftRight aria-hidden />
        </Button>
      </Tooltip>
    </div>
  );
}

function Shape({ ratio }: { ratio: number }) {
  const width = ratio >= 1 ? longestEdge : Math.max(5, Math.round(longestEdge * ratio));
  const height = ratio >= 1 ? Math.max(5, Math.round(longestEdge / ratio)) : longestEdge;
  const inset = (longestEdge + 2) / 2;
  return (
    <svg aria-hidden viewBox={`0 0 ${longestEdge + 2} ${longestEdge + 2}`} className="size-4">
      <rect
        x={inset - width / 2}
        y={inset - height / 2}
        width={width}
        height={height}
        rx="1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}
