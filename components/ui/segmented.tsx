import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
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

/** One of a few, all visible. Arrow keys move between them; one is always chosen. */
export function Segmented<Value extends string>({
  value,
  onChange,
  options,
  className,
  disabled = false,
  ...rest
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      disabled={disabled}
      // The group sends an empty value when the chosen one is pressed again: that changes nothing here.
      onValueChange={(next) => next !== "" && onChange(next as Value)}
      className={cn(
        "inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border bg-sunk p-0.5",
        className,
      )}
      {...rest}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          title={option.title}
          className="touchable inline-flex h-6.5 items-center justify-center gap-1.5 rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-soft hover:text-text data-[state=on]:bg-raised data-[state=on]:text-text data-[state=on]:shadow-[inset_0_-2px_0_var(--accent)] disabled:opacity-55 [&_svg]:size-3.5"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
