import { useDeferredValue, type ReactNode } from "react";

type AfterPaintProps = {
  /** Holds the room meanwhile. */
  place?: ReactNode;
  children: ReactNode;
};

/** What may appear a frame later than what stands around it, so that this is there at once. */
export function AfterPaint({ place = null, children }: AfterPaintProps) {
  const isDue = useDeferredValue(true, false);
  return isDue ? children : place;
}
