import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "#components/shell/app-providers";
import { Shell } from "#components/shell/shell";
import { Toaster } from "#components/ui/toaster";
import { readKeymap } from "#lib/account/read-keymap";
import { context } from "../context.ts";
import { requireActor } from "../session.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { me, actor } = await requireActor((await headers()).get("x-path") ?? undefined);
  const keymap = await readKeymap(context().db, actor);
  return (
    <AppProviders me={me} keymap={keymap}>
      <Shell>{children}</Shell>
      <Toaster />
    </AppProviders>
  );
}
