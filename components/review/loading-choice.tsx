"use client";

import { Gauge } from "lucide-react";
import { useLoadingMode } from "#components/review/use-picture";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { chooseLoadingMode, loadingModes, type LoadingMode } from "#lib/review/browser/loading-mode";

const words: Record<LoadingMode, string> = {
  ahead: "The next ones ahead",
  single: "Only the one I look at",
  saver: "Small copies until I ask",
};

const options = loadingModes.map((value) => ({ value, text: words[value] }));

/** How much is fetched: for lines that are slow or paid for by the byte. */
export function LoadingChoice() {
  const mode = useLoadingMode();
  return (
    <Menu
      entries={[
        { type: "label", text: "Fetch pictures" },
        {
          type: "choice",
          value: mode,
          options,
          choose: (value) => chooseLoadingMode(loadingModes.find((one) => one === value) ?? "ahead"),
        },
      ]}
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label="How pictures are fetched">
          <Gauge aria-hidden />
        </Button>
      }
    />
  );
}
