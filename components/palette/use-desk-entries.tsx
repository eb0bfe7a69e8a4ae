"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useKeys } from "#components/shell/keymap-context";
import type { PaletteEntry } from "#components/palette/use-palette-entries";
import { handlerOf } from "#lib/review/browser/keys/key-handlers";
import { describeBindings, type KeyKind } from "#lib/review/browser/keys/key-registry";
import { reasonsQuery } from "#lib/review/reason-queries";

/** Moving about is what the arrows are for; the palette itself is open already. */
const left = new Set<KeyKind>(["movement", "selection", "form"]);

/** What the keys of this page do right now, by name: the same table, the same handlers. */
export function useDeskEntries(): (PaletteEntry & { isDecision: boolean })[] {
  const { bindings } = useKeys();
  const isLarge = useSearchParams().has("output");
  const { data: reasons = [] } = useQuery(reasonsQuery());
  return useMemo(
    () =>
      describeBindings(
        bindings,
        isLarge ? "large" : "grid",
        reasons,
        (action) => handlerOf(action) !== undefined,
      )
        .filter(({ action, kind }) => !left.has(kind) && action !== "palette" && action !== "redo-explained")
        .map((binding) => ({
          id: `action:${binding.action}${binding.digit ?? ""}`,
          label: binding.label,
          isDecision: binding.kind === "verdict" || binding.kind === "undo",
          keys: binding.caps.slice(0, 1),
          run: () => handlerOf(binding.action)?.(binding),
        })),
    [bindings, isLarge, reasons],
  );
}
