"use client";

import { Eye, EyeOff } from "lucide-react";
import { useDrawing } from "#components/drawing/use-drawing";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import { cn } from "#components/ui/cn";
import { toggleDrawings } from "#lib/review/browser/large/toggle-drawings";

/** Hides the drawings on all pictures and shows them again. While they are hidden it says so, in words. */
export function HideDrawings() {
  const isHidden = useDrawing((drawing) => drawing.isHidden);
  const keys = useKeys();
  return (
    <Tooltip label={isHidden ? "Show drawings" : "Hide drawings"} keys={keys.caps("hide-drawings")}>
      <Button
        variant="ghost"
        size={isHidden ? "sm" : "icon-sm"}
        aria-label={isHidden ? "Drawings are hidden. Show them" : "Hide drawings"}
        className={cn(isHidden && "text-accent-text")}
        onClick={toggleDrawings}
      >
        {isHidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        {isHidden && <span className="max-md:sr-only">Drawings hidden</span>}
      </Button>
    </Tooltip>
  );
}
