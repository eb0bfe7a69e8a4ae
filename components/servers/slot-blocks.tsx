import { cn } from "#components/ui/cn";

const mostBlocks = 16;

/** Capacity one can count: filled blocks are at work. */
export function SlotBlocks({ slots, inUse }: { slots: number; inUse: number }) {
  return (
    <div className="flex items-center gap-2">
      {slots <= mostBlocks && (
        <span aria-hidden className="flex gap-0.5">
          {Array.from({ length: slots }, (_, index) => (
            <span
              key={index}
              className={cn(
                "size-3 rounded-[2px] border",
                index < inUse ? "border-accent bg-accent" : "border-line-strong",
              )}
            />
          ))}
        </span>
      )}
      <span className="text-xs text-soft tabular">
        {inUse} of {slots} {slots === 1 ? "slot" : "slots"} in use
      </span>
    </div>
  );
}
