import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/ui/cn";

/** A panel on the page. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-lg border bg-surface", className)} {...rest} />;
}

type CardHeaderProps = { id?: string; title: ReactNode; hint?: ReactNode; actions?: ReactNode };

export function CardHeader({ id, title, hint, actions }: CardHeaderProps) {
  return (
    <header className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-b px-4 py-2">
      <div>
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {hint !== undefined && <p className="text-xs text-soft">{hint}</p>}
      </div>
      {actions !== undefined && <div className="flex items-center gap-2">{actions}</div>}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("p-4", className)} {...rest} />;
}
