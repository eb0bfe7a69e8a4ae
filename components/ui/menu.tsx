"use client";

import type { LucideIcon } from "lucide-react";

import { LazyTrigger, type Trigger } from "#components/ui/lazy-trigger";
import { lazyPart } from "#components/ui/lazy-part";

/** A row of a menu, as data: the part that draws it is fetched when a menu is first opened. */
export type MenuEntry =
  | { type: "label"; text: string; detail?: string | undefined }
  | { type: "link"; text: string; icon: LucideIcon; href: string }
  | {
      type: "action";
      text: string;
      icon: LucideIcon;
      run: () => void;
      /** Run once the menu is gone, for what takes the focus itself; else the focus is the button's again. */
      takesFocus?: true;
    }
  | { type: "divider" }
  | {
      type: "choice";
      value: string;
      options: readonly { value: string; text: string; icon?: LucideIcon; swatch?: string }[];
      choose: (value: string) => void;
    };

export type MenuProps = {
  trigger: Trigger;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
};

const load = () => import("#components/ui/menu-panel");
const MenuPanel = lazyPart(() => load().then((part) => part.MenuPanel));

/** A button that opens a menu. */
export function Menu(props: MenuProps) {
  return (
    <LazyTrigger trigger={props.trigger} load={load} opensByArrow>
      <MenuPanel {...props} />
    </LazyTrigger>
  );
}
