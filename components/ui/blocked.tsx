"use client";

import type { ReactElement } from "react";
import { Tooltip } from "#components/ui/tooltip";

type BlockedProps = {
  /** Why the control cannot be used now; undefined when it can. */
  reason: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  /** One control that takes focus and carries `aria-disabled` while there is a reason. */
  children: ReactElement<{ "aria-describedby"?: string | undefined }>;
};

/**
 * A control that may be blocked keeps its focus and explains itself: on hover, on focus, and lit up when it is pressed
 * all the same. The reason also stands in its own text for screen readers.
 */
export function Blocked({ reason, side = "top", children }: BlockedProps) {
  return (
    <Tooltip label={reason} side={side} isFlashed>
      {children}
    </Tooltip>
  );
}
