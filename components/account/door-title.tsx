import type { ReactNode } from "react";

export function DoorTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="mb-6">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {children !== undefined && <div className="mt-2 grid gap-2 text-base text-soft">{children}</div>}
    </header>
  );
}
