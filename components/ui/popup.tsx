"use client";

import type { ReactNode } from "react";
import { LazyTrigger, type Trigger } from "#components/ui/lazy-trigger";
import { lazyPart } from "#components/ui/lazy-part";

export type PopupProps = {
  trigger: Trigger;
  /** Names the layer for a screen reader. */
  label: string;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** What stands in it; `close` takes the layer away. */
  children: (close: () => void) => ReactNode;
  className?: string;
};

const load = () => import("#components/ui/popup-panel");
const PopupPanel = lazyPart(() => load().then((part) => part.PopupPanel));

/** A button that opens a layer beside itself. The layer's machinery is fetched when it is first wanted. */
export function Popup(props: PopupProps) {
  return (
    <LazyTrigger trigger={props.trigger} load={load}>
      <PopupPanel {...props} />
    </LazyTrigger>
  );
}
