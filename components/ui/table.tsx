import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { ScrollRegion } from "#components/ui/scroll-region";

/** Scrolls sideways by itself on a narrow screen. */
export function Table({ className, "aria-label": label, ...rest }: ComponentProps<"table">) {
  return (
    <ScrollRegion label={label} className="relative w-full">
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...rest} />
    </ScrollRegion>
  );
}

export function Th({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 border-b px-3 first:pl-4 last:pr-4 text-xs font-medium whitespace-nowrap text-faint",
        className,
      )}
      {...rest}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("border-b last:border-b-0 hover:bg-hover/50", className)} {...rest} />;
}

export function Td({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("h-9 px-3 py-1.5 align-middle first:pl-4 last:pr-4", className)} {...rest} />;
}
