"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, use, useMemo, type ReactNode } from "react";
import type { KeymapView } from "#lib/account/keymap-schema";
import { keymapQuery } from "#lib/account/keymap-queries";
import { bindingOf, type ActionId, type Binding } from "#lib/review/browser/keys/key-registry";
import { applyKeymap } from "#lib/review/browser/keys/keymap";

export type Keys = {
  keymap: KeymapView;
  /** The registry with this person's keys in place. */
  bindings: readonly Binding[];
  /** How the keys of an action are drawn; empty when it has none. */
  caps: (action: ActionId) => readonly string[];
};

const KeymapContext = createContext<KeymapView | null>(null);

/** The keys of the person who is signed in come with the page: a key must never mean two things. */
export function KeymapProvider({ keymap, children }: { keymap: KeymapView; children: ReactNode }) {
  return <KeymapContext value={keymap}>{children}</KeymapContext>;
}

/** The keys as this person has them, for handlers and captions alike. */
export function useKeys(): Keys {
  const initial = use(KeymapContext);
  if (initial === null) throw new Error("useKeys is for pages inside the (app) layout.");
  const { data: keymap } = useQuery({ ...keymapQuery(), initialData: initial });
  return useMemo(() => {
    const bindings = applyKeymap(keymap);
    return { keymap, bindings, caps: (action) => bindingOf(action, bindings).caps };
  }, [keymap]);
}
