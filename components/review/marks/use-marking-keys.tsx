"use client";

import type { KeyboardEvent } from "react";
import { useMarking } from "#components/review/marks/use-marking";
import { holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";
import { focusOf } from "#lib/review/browser/keys/key-focus";
import { layerBindings, type MarkingActionId } from "#lib/review/browser/keys/key-registry";
import { labelColours } from "#lib/review/browser/marks/marks";
import { matchKey } from "#lib/review/browser/keys/match-key";

const bindings = layerBindings<MarkingActionId>("marking");
/** The first digit that stands for a colour. */
const firstColour = 6;

/** Digits in the dialog of stars and labels: one gives its mark and closes, so that rating is two keys. */
export function useMarkingKeys(ids: readonly string[], onClose: () => void): (event: KeyboardEvent) => void {
  const { mark } = useMarking(ids);
  const acts: Record<MarkingActionId, (digit: number) => void> = {
    "give-stars": (stars) => void mark({ type: "stars", stars }),
    "give-none": () => void mark({ type: "stars", stars: 0 }),
    "give-colour": (digit) => {
      const name = labelColours[digit - firstColour];
      if (name !== undefined) void mark({ type: "label", name, isOwn: false, isOn: true });
    },
  };
  return (event) => {
    const situation = { surface: "marking", focus: focusOf(event.target), overlay: false } as const;
    const found = matchKey(event.nativeEvent, situation, bindings);
    if (found === null) return;
    event.preventDefault();
    // The digits of the desk reject: one pressed twice in a hurry must not reach it.
    holdVerdicts();
    acts[found.action](found.keys.length === 1 ? 0 : digitOf(event));
    onClose();
  };
}

/** By the key's place where the layout types something else there, as the registry matched it. */
function digitOf({ key, nativeEvent: { code } }: KeyboardEvent): number {
  return Number(/^\d$/.test(key) ? key : code.replace("Digit", ""));
}
