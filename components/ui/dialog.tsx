import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogContentProps = ComponentProps<typeof Radix.Content> & {
  title: ReactNode;
  description?: ReactNode;
  /** `sheet` slides up from the bottom on a phone. */
  wide?: boolean;
};

/** A modal with a title that is always announced. Buttons go in DialogFooter. */
export function DialogContent({
  title,
  description,
  wide,
  className,
  children,
  ...rest
}: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
      <Radix.Content
        className={cn(
          "fixed inset-x-0 bottom-(--keyboard) z-50 max-h-[calc(85dvh-var(--keyboard))] animate-fade overflow-y-auto rounded-t-lg border bg-surface p-5 pb-[calc(1.25rem+env(safe-area-inset-bottom))] shadow-pop md:inset-auto md:top-1/2 md:left-1/2 md:w-[calc(100vw-2rem)] md:-translate-1/2 md:rounded-lg md:pb-5",
          wide ? "md:max-w-3xl" : "md:max-w-md",
          className,
        )}
        {...(description === undefined && { "aria-describedby": undefined })}
        {...rest}
      >
        <Radix.Title className="pr-8 text-lg font-semibold">{title}</Radix.Title>
        {description !== undefined && (
          <Radix.Description className="mt-1 text-soft pointer-coarse:pr-8">{description}</Radix.Description>
        )}
        <div className="mt-4">{children}</div>
        <Radix.Close asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3.5 right-3.5">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
