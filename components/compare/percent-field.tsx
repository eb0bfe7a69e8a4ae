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
};

/** A share as a percent to type, and as a slider where there is none on the picture itself. */
export function PercentField({ label, share, onShare, hasSlider = false }: PercentFieldProps) {
  const id = useId();
  // What is being typed stands until it is left; it may be empty or half a number on the way.
  const [typed, setTyped] = useState<string | null>(null);
  function type(text: string) {
    setTyped(text);
    const percent = Number(text);
    if (text.trim() !== "" && percent >= 0 && percent <= 100) onShare(percent / 100);
  }
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-soft">
      <label htmlFor={id} className="max-md:sr-only">
        {label}
      </label>
      {hasSlider && (
        <span className="w-28 max-xl:w-20">
          <Slider
            aria-label={label}
            min={0}
            max={100}
            step={1}
            value={[Math.round(share * 100)]}
            onValueChange={([value = 0]) => onShare(value / 100)}
          />
        </span>
      )}
      <span className="w-13">
        <Input
          id={id}
          inputMode="numeric"
          className="h-7 px-2 text-right tabular"
          value={typed ?? String(Math.round(share * 100))}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyped(null)}
        />
      </span>
      %
    </span>
  );
}
