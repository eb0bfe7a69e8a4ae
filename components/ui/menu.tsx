"use client";

import type { LucideIcon } from "lucide-react";
import { lazy, Suspense, useState, type ComponentProps, type ReactElement } from "react";

/** A row of a menu, as data: the part that draws it is fetched when a menu is first opened. */
export type MenuEntry =
  | { type: "label"; text: string; detail?: string | undefined }
  | { type: "link"; text: string; icon: LucideIcon; href: string }
  | { type: "action"; text: string; icon: LucideIcon; run: () => void }
  | { type: "divider" }
  | {
      type: "choice";
      value: string;
      options: readonly { value: string; text: string; icon?: LucideIcon; swatch?: string }[];
      choose: (value: string) => void;
    };

export type MenuProps = {
  /** A button without a handler. */
  trigger: ReactElement<ComponentProps<"button">>;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
};

const load = () => import("#components/ui/menu-panel");
const MenuPanel = lazy(() => load().then((part) => ({ default: part.MenuPanel })));

/** A button that opens a menu. */
export function Menu(props: MenuProps) {
  const [isUsed, setUsed] = useState(false);
  const closed = (
    // The events of the button inside bubble up to here.
    <span
      role="presentation"
      className="contents"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setUsed(true)}
      onKeyDown={(event) => event.key === "ArrowDown" && setUsed(true)}
    >
      {props.trigger}
    </span>
  );
  return isUsed ? (
    <Suspense fallback={closed}>
      <MenuPanel {...props} />
    </Suspense>
  ) : (
    closed
  );
}
