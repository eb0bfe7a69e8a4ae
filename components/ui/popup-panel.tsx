"use client";

import { Popover } from "radix-ui";
import { useState } from "react";
import { cn } from "#components/ui/cn";
import type { PopupProps } from "#components/ui/popup";

/** The layer itself. It is fetched because somebody pressed the button, so it begins open. */
export function PopupPanel(props: PopupProps) {
  const { trigger, label, side = "bottom", align = "start", children, className } = props;
  const [isOpen, setOpen] = useState(true);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className={cn(
            "z-50 flex max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1.5rem)] animate-fade flex-col overflow-hidden rounded-lg border bg-raised p-2 shadow-pop",
            className,
          )}
        >
          {isOpen && children(() => setOpen(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
