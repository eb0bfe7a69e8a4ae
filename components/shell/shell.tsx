"use client";

import type { ReactNode } from "react";
import { MentionNews } from "#components/mentions/mention-news";
import { PaletteHost } from "#components/palette/palette-host";
import { BatchNews } from "#components/runs/batch-news";
import { BottomBar } from "#components/shell/bottom-bar";
import { ConnectionNotice } from "#components/shell/connection-notice";
import { FocusKeeper } from "#components/shell/focus-keeper";
import { KeyboardInset } from "#components/shell/keyboard-inset";
import { Rail } from "#components/shell/rail";
import { RoleNews } from "#components/shell/role-news";

/** The frame around every page: rail on a desk, bar under the thumb on a phone. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <div className="md:grid md:min-h-dvh md:grid-cols-[4.75rem_minmax(0,1fr)]">
        <Rail />
        <main
          id="main"
          tabIndex={-1}
          className="min-w-0 pb-[calc(var(--bottom-bar)+var(--notice))] outline-none"
        >
          {children}
        </main>
      </div>
      <ConnectionNotice />
      <BottomBar />
      <PaletteHost />
      <MentionNews />
      <BatchNews />
      <RoleNews />
      <KeyboardInset />
      <FocusKeeper />
    </>
  );
}
