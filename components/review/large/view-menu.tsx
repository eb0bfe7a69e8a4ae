"use client";

import { MonitorCog } from "lucide-react";
import { useSyncExternalStore } from "react";
import { stageColours, useStageColourName, chooseStageColour } from "#components/review/large/stage-colour";
import { useLoadingMode } from "#components/review/large/use-picture";
import { Button } from "#components/ui/button";
import { Menu, type MenuEntry } from "#components/ui/menu";
import { Tooltip } from "#components/ui/tooltip";
import { chooseLoadingMode, loadingModes, type LoadingMode } from "#lib/review/browser/large/loading-mode";
import { isSwipeOn, subscribeSwipe, switchSwipe } from "#lib/review/browser/keys/swipe";

const loadingWords: Record<LoadingMode, string> = {
  ahead: "The next ones ahead",
  single: "Only the one I look at",
  saver: "Small copies until I ask",
};

const loadingOptions = loadingModes.map((value) => ({ value, text: loadingWords[value] }));
const swipeOptions = [
  { value: "on", text: "Swipe to decide" },
  { value: "off", text: "Buttons only" },
];

type ViewMenuProps = {
  /** What has no button of its own on a phone. */
  more?: readonly MenuEntry[];
};

/** How pictures are looked at here: on what ground, fetched how, decided by swipe or not. */
export function ViewMenu({ more = [] }: ViewMenuProps) {
  const colour = useStageColourName();
  const mode = useLoadingMode();
  const isSwiping = useSyncExternalStore(subscribeSwipe, isSwipeOn, () => true);
  return (
    <Tooltip label="Ground, fetching, swipes" side="bottom">
      <Menu
        entries={[
          ...more,
          ...(more.length > 0 ? [{ type: "divider" } as const] : []),
          { type: "label", text: "Around the picture" },
          { type: "choice", value: colour, options: stageColours, choose: chooseStageColour },
          { type: "divider" },
          { type: "label", text: "Fetch pictures" },
          {
            type: "choice",
            value: mode,
            options: loadingOptions,
            choose: (value) => chooseLoadingMode(loadingModes.find((one) => one === value) ?? "ahead"),
          },
          { type: "divider" },
          { type: "label", text: "On a touch screen" },
          {
            type: "choice",
            value: isSwiping ? "on" : "off",
            options: swipeOptions,
            choose: (value) => switchSwipe(value === "on"),
          },
        ]}
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label="How pictures are shown">
            <MonitorCog aria-hidden />
          </Button>
        }
      />
    </Tooltip>
  );
}
