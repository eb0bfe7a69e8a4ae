import { PanelRight } from "lucide-react";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

type DetailsToggleProps = { what: "details" | "what differs"; isShown: boolean; onToggle: () => void };

/** Shows and hides what stands beside the picture. */
export function DetailsToggle({ what, isShown, onToggle }: DetailsToggleProps) {
  const { caps } = useKeys();
  return (
    <Tooltip label={`${isShown ? "Hide" : "Show"} ${what}`} keys={caps("details")} side="bottom">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={what === "details" ? "Details" : "What differs"}
        aria-pressed={isShown}
        onClick={onToggle}
      >
        <PanelRight aria-hidden />
      </Button>
    </Tooltip>
  );
}
