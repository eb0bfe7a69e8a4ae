"use client";

import { useId, useState } from "react";
import { Input } from "#components/ui/input";
import { Slider } from "#components/ui/slider";

type PercentFieldProps = {
  label: string;
  /** 0 to 1. */
  share: number;
  onShare: (share: number) => void;
  hasSlider?: boolean;
  /** On a phone there is room for one of the two. */
  isSliderOnly?: boolean;
};

/** A share as a percent to type, and as a slider where there is none on the picture itself. */
export function PercentField(props: PercentFieldProps) {
  const { label, share, onShare, hasSlider = false, isSliderOnly = false } = props;
  const id = useId();
  // What is being typed stands until it is left; it may be empty or half a number on the way.
  const [typed, setTyped] = useState<string | null>(null);
  const isShare = (text: string) => text.trim() !== "" && Number(text) >= 0 && Number(text) <= 100;
  function type(text: string) {
    setTyped(text);
    if (isShare(text)) onShare(Number(text) / 100);
  }
  if (hasSlider && isSliderOnly) {
    return (
      <span className="min-w-12 flex-1 px-2">
        <ShareSlider label={label} share={share} onShare={onShare} />
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-soft max-md:gap-1">
      <label htmlFor={id} className="max-md:sr-only">
        {label}
      </label>
      {hasSlider && (
        <span className="w-28 max-xl:w-20">
          <ShareSlider label={label} share={share} onShare={onShare} />
        </span>
      )}
      <span className="w-13">
        <Input
          id={id}
          inputMode="numeric"
          className="h-7 px-2 text-right tabular pointer-coarse:h-11"
          value={typed ?? String(Math.round(share * 100))}
          onChange={(event) => type(event.target.value)}
          aria-invalid={typed !== null && !isShare(typed)}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || typed === null) return;
            event.preventDefault();
            setTyped(null);
          }}
        />
      </span>
      <span className="max-[359px]:hidden">%</span>
    </span>
  );
}

function ShareSlider({ label, share, onShare }: Pick<PercentFieldProps, "label" | "share" | "onShare">) {
  return (
    <Slider
      aria-label={label}
      min={0}
      max={100}
      step={1}
      value={[Math.round(share * 100)]}
      onValueChange={([value = 0]) => onShare(value / 100)}
    />
  );
}
