"use client";

import { Minus, Plus } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";

type CountStepperProps = {
  value: number;
  max: number;
  /** What is counted: one run makes several pictures in some workflows. */
  noun: "run" | "picture";
  onChange: (count: number) => void;
};

/** How many runs or pictures one press makes. What is typed is put within bounds when the field is left. */
export function CountStepper({ value, max, noun, onChange }: CountStepperProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const put = (count: number) => onChange(Math.min(max, Math.max(1, count)));
  function settle() {
    const count = Number.parseInt(typed ?? "", 10);
    if (Number.isInteger(count)) put(count);
    setTyped(null);
  }
  function press(event: KeyboardEvent) {
    if (event.key === "ArrowUp") put(value + 1);
    else if (event.key === "ArrowDown") put(value - 1);
    else if (event.key !== "Enter") return;
    if (event.key !== "Enter") event.preventDefault();
    settle();
  }
  return (
    <div role="group" aria-label={`How many ${noun}s`} className="flex items-center gap-1">
      <Button
        size="icon"
        aria-label={`One ${noun} less`}
        blocked={value <= 1 ? "one is the least" : undefined}
        onClick={() => put(value - 1)}
      >
        <Minus aria-hidden />
      </Button>
      <span className="w-14">
        <Input
          inputMode="numeric"
          aria-label={`Number of ${noun}s, 1 to ${max}`}
          className="text-center tabular"
          value={typed ?? String(value)}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={settle}
          onKeyDown={press}
        />
      </span>
      <Button
        size="icon"
        aria-label={`One ${noun} more`}
        blocked={value >= max ? `${max} is the most` : undefined}
        onClick={() => put(value + 1)}
      >
        <Plus aria-hidden />
      </Button>
    </div>
  );
}
