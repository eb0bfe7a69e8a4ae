"use client";

import { useEffect, type KeyboardEvent } from "react";
import { useDesk } from "#components/review/desk/desk-context";
import { focusCursor, pressAndReturn } from "#components/review/desk/focus-cursor";
import { useKeys } from "#components/shell/keymap-context";
import { Blocked } from "#components/ui/blocked";
import { cn } from "#components/ui/cn";
import { Kbd } from "#components/ui/kbd";
import type { ReasonView } from "#lib/review/decision-schema";
import type { Ruling } from "#lib/review/browser/decide/judge";

type ReasonButtonsProps = {
  reasons: readonly ReasonView[];
  blocked: string | undefined;
  give: (ruling: Ruling) => void;
  onOther: () => void;
};

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
/** A label is never cut off: it takes the room that shorter ones beside it leave, then a second line. */
const slot =
  "flex min-h-6 min-w-0 items-center gap-1 rounded-sm border px-1 text-left text-2xs leading-tight text-soft transition-colors hover:bg-hover hover:text-text aria-disabled:opacity-70";

/** About so many characters of labels stand beside the other buttons, and in one row of their own. */
const besideButtons = 110;

/** Whether the reasons of a project are too long to stand between the other buttons, however wide the window. */
export function areLong(reasons: readonly ReasonView[]): boolean {
  return reasons.reduce((sum, { label }) => sum + label.length, 0) > besideButtons;
}

/** Whether the focus came here because a rejection has to say why, and not by Tab. */
let isLed = false;

/** Leads the focus to the reasons; false where they are not on screen, as on a phone. */
export function focusReasons(): boolean {
  const first = document.querySelector<HTMLElement>('[data-action^="reject-reason-"]');
  if (first === null || first.offsetParent === null) return false;
  first.focus();
  isLed = true;
  return true;
}

/**
 * Whoever was led here to say why goes back to the picture with the answer, or by a step to another one: Enter and Space
 * would reject what is in hand by then. By itself, so that a step redraws no button.
 */
function WayBack() {
  const cursor = useDesk((desk) => desk.cursor);
  useEffect(() => {
    if (isLed && document.activeElement?.matches('[data-action^="reject-"]')) focusCursor();
    isLed = false;
  }, [cursor]);
  return null;
}

function leaveByEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || !isLed) return;
  isLed = false;
  event.preventDefault();
  focusCursor();
}

/**
 * Reject with a reason: one digit each, ten slots that never move. From 88rem on two rows of them have room between the
 * other buttons, unless they are long; else they stand below, in one row where that is enough.
 */
export function ReasonButtons({ reasons, blocked, give, onOther }: ReasonButtonsProps) {
  // Where single characters are switched off, digits do nothing by themselves.
  const hasDigits = useKeys().keymap.characters;
  const common = {
    type: "button",
    className: slot,
    "aria-disabled": blocked ? true : undefined,
    onKeyDown: leaveByEscape,
  } as const;
  const why = blocked !== undefined && <span className="sr-only">: {blocked}</span>;
  return (
    <div
      role="group"
      aria-label="Reject because"
      className={cn(
        "hidden grid-cols-[repeat(5,minmax(0,auto))] gap-1 md:grid",
        areLong(reasons)
          ? "order-last col-span-full"
          : "max-[88rem]:order-last max-[88rem]:col-span-full lg:max-[88rem]:grid-cols-[repeat(10,minmax(0,auto))]",
      )}
    >
      <WayBack />
      {digits.map((digit) => {
        const reason = reasons.find((candidate) => candidate.digit === digit);
        if (reason === undefined)
          return <span key={digit} aria-hidden className="min-h-6 rounded-sm border border-dashed" />;
        return (
          <Blocked key={digit} reason={blocked}>
            <button
              {...common}
              data-action={`reject-reason-${digit}`}
              onClick={(event) =>
                pressAndReturn(event, () => {
                  if (blocked === undefined) give({ verdict: "rejected", reason: reason.id });
                })
              }
            >
              {hasDigits && <Kbd>{digit}</Kbd>}
              <span dir="auto" className="min-w-0 wrap-anywhere">
                {reason.label}
              </span>
              {why}
            </button>
          </Blocked>
        );
      })}
      <Blocked reason={blocked}>
        <button {...common} data-action="reject-other" onClick={blocked === undefined ? onOther : undefined}>
          {hasDigits && <Kbd>0</Kbd>}
          Other…
          {why}
        </button>
      </Blocked>
    </div>
  );
}
