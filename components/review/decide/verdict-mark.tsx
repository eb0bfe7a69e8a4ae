import { Check, RotateCcw, X, type LucideIcon } from "lucide-react";
import { cn } from "#components/ui/cn";
import type { OutputState } from "#lib/run/output-summary-schema";

const glyphs: Record<Exclude<OutputState, "pending">, { icon: LucideIcon; tone: string; strip: string }> = {
  approved: { icon: Check, tone: "text-approved", strip: "strip-filled text-approved" },
  rejected: { icon: X, tone: "text-rejected", strip: "strip-hatched text-rejected" },
  reseeded: { icon: RotateCcw, tone: "text-reseeded", strip: "strip-dashed text-reseeded" },
};

/** Tick, cross or loop: readable without colour. Nothing while undecided. */
export function VerdictGlyph({ state, className }: { state: OutputState; className?: string }) {
  if (state === "pending") return null;
  const { icon: Icon, tone } = glyphs[state];
  return <Icon aria-hidden strokeWidth={2.75} className={cn("size-3.5 shrink-0", tone, className)} />;
}

/**
 * The left edge of a tile: filled, hatched or dashed; hollow while the server has not answered yet, also when a
 * verdict is being taken back.
 */
export function VerdictStrip({
  state,
  isHoped,
  className,
}: {
  state: OutputState;
  isHoped: boolean;
  className?: string;
}) {
  const tone = state === "pending" ? "text-faint" : glyphs[state].tone;
  const filled = state === "pending" ? "" : glyphs[state].strip;
  return (
    <span
      aria-hidden
      data-strip={isHoped ? "hollow" : state}
      className={cn(
        "w-1.5 rounded-xs",
        isHoped ? `border-[1.5px] border-current ${tone}` : filled,
        className,
      )}
    />
  );
}
