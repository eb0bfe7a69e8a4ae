import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "#components/shell/app-providers";
import { Shell } from "#components/shell/shell";
import { requireActor } from "../session.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { me } = await requireActor((await headers()).get("x-path") ?? undefined);
  return (
    <AppProviders me={me}>
      <Shell>{children}</Shell>
    </AppProviders>
  );
}
