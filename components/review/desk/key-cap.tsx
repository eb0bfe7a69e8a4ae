"use client";

import { useKeys } from "#components/shell/keymap-context";
import { Kbd } from "#components/ui/kbd";
import type { ActionId } from "#lib/review/browser/keys/key-registry";

/** The key of an action as this person has it; nothing where it has none. */
export function KeyCap({ action, className }: { action: ActionId; className?: string }) {
  const [cap] = useKeys().caps(action);
  return cap === undefined ? null : <Kbd {...(className !== undefined && { className })}>{cap}</Kbd>;
}
