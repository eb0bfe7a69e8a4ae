"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useLayoutEffect, useState, type ReactNode } from "react";
import { LiveEvents } from "#components/shell/live-events";
import { KeymapProvider } from "#components/shell/keymap-context";
import { MeProvider } from "#components/shell/me-context";
import { speakAs } from "#lib/http/browser/api";
import { createQueryClient } from "#lib/http/browser/query-client";
import type { Me } from "#lib/account/account-schema";
import type { KeymapView } from "#lib/account/keymap-schema";

/** What every page behind the door stands on: who is here, the cache, and the events that keep it true. */
export function AppProviders({ me, keymap, children }: { me: Me; keymap: KeymapView; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useLayoutEffect(() => speakAs(me.id), [me.id]);
  return (
    <QueryClientProvider client={client}>
      <MeProvider me={me}>
        <LiveEvents />
        <KeymapProvider keymap={keymap}>{children}</KeymapProvider>
      </MeProvider>
    </QueryClientProvider>
  );
}
