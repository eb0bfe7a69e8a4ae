"use client";

import { Suspense, useState, type ComponentProps, type ReactElement, type ReactNode } from "react";

/** A button without a handler. */
export type Trigger = ReactElement<ComponentProps<"button">>;

type LazyTriggerProps = {
  trigger: Trigger;
  /** Begins to fetch what the button opens. */
  load: () => Promise<unknown>;
  /** Whether the arrow down opens it, too, as it does with a menu. */
  opensByArrow?: boolean;
  /** What takes the button's place once it was pressed: the button again, with what it opened. */
  children: ReactNode;
};

/** A button whose layer is fetched when it is pressed, and begun to be fetched when it looks as if it will be. */
export function LazyTrigger({ trigger, load, opensByArrow = false, children }: LazyTriggerProps) {
  const [isUsed, setUsed] = useState(false);
  const begin = () => void load().catch(() => undefined);
  const closed = (
    // The events of the button inside bubble up to here.
    <span
      role="presentation"
      className="contents"
      onPointerEnter={begin}
      onFocus={begin}
      onClick={() => setUsed(true)}
      onKeyDown={(event) => opensByArrow && event.key === "ArrowDown" && setUsed(true)}
    >
      {trigger}
    </span>
  );
  // What is typed while it is fetched is meant for it, and no verdict.
  const opening = (
    <>
      {closed}
      <span hidden data-opening />
    </>
  );
  return isUsed ? <Suspense fallback={opening}>{children}</Suspense> : closed;
}
