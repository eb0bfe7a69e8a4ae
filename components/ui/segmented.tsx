"use client";

import { useId, type ReactNode } from "react";
import { cn } from "#components/ui/cn";

export type SegmentedOption<Value extends string> = { value: Value; label: ReactNode; title?: string };

type SegmentedProps<Value extends string> = {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SegmentedOption<Value>[];
  "aria-label"?: string | undefined;
  "aria-labelledby"?: string | undefined;
  "aria-describedby"?: string | undefined;
  id?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** One of a few, all visible: the browser's own radio buttons, so arrow keys and screen readers know them. */
export function Segmented<Value extends string>({
  value,
  onChange,
  options,
  className,
  disabled = false,
  ...rest
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      className={cn(
        "inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border bg-sunk p-0.5",
        className,
      )}
      {...rest}
    >
      {options.map((option) => (
        <label
          key={option.value}
          title={option.title}
          className="touchable relative inline-flex h-6.5 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-soft outline-offset-1 select-none hover:text-text has-checked:bg-raised has-checked:text-text has-checked:shadow-[inset_0_-2px_0_var(--accent)] has-disabled:cursor-not-allowed has-disabled:opacity-55 has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-solid [&_svg]:size-3.5"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-[inherit] appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
