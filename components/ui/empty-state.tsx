import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

type EmptyStateProps = {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** It is all there is on the page, so its title is the page's. */
  isWholePage?: boolean;
  /** The room above and below, where it is another than that of a page. */
  className?: string;
};

/** Nothing to show, why, and the next step. */
export function EmptyState(props: EmptyStateProps) {
  const { icon: Icon, title, children, actions, isWholePage = false, className } = props;
  const Heading = isWholePage ? "h1" : "h2";
  return (
    <div className={cn("mx-auto flex max-w-md flex-col items-center px-6 text-center", className ?? "py-14")}>
      <Icon aria-hidden strokeWidth={1.5} className="mb-4 size-9 text-faint" />
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children !== undefined && <div className="mt-1.5 text-soft">{children}</div>}
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
