import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "#components/ui/kbd";

export const TooltipProvider = Radix.Provider;

type TooltipProps = {
  label: ReactNode;
  /** Keys that do the same, drawn after the label. */
  keys?: readonly string[] | undefined;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that takes focus and a ref. */
  children: ReactElement;
};

/** Says more about a control on hover and focus. Never the only place of something one must know. */
export function Tooltip({ label, keys = [], side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-md border bg-raised px-2 py-1 text-xs text-text shadow-pop"
        >
          {label}
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
