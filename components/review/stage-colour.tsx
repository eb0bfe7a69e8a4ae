"use client";

import { Contrast } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";

/** Neutral all of them: what a picture is judged on. */
const colours = {
  theme: { label: "As the theme", css: "var(--mat)" },
  black: { label: "Black", css: "var(--stage-black)" },
  grey: { label: "Middle grey", css: "var(--stage-grey)" },
  white: { label: "White", css: "var(--stage-white)" },
  checks: { label: "Checkerboard", css: "var(--stage-checks)" },
} as const;

type ColourName = keyof typeof colours;

const name = "proofsheet.stage";
const listeners = new Set<() => void>();

function read(): ColourName {
  const kept = window.localStorage.getItem(name) ?? "";
  return Object.hasOwn(colours, kept) ? (kept as ColourName) : "theme";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function useColourName(): ColourName {
  return useSyncExternalStore(subscribe, read, () => "theme");
}

export function useStageColour(): string {
  return colours[useColourName()].css;
}

export function StageColour() {
  const chosen = useColourName();
  function choose(value: string) {
    window.localStorage.setItem(name, value);
    for (const listener of listeners) listener();
  }
  const options = Object.entries(colours).map(([value, { label, css }]) => ({
    value,
    text: label,
    swatch: css,
  }));
  return (
    <Menu
      entries={[
        { type: "label", text: "Around the picture" },
        { type: "choice", value: chosen, options, choose },
      ]}
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label="Colour around the picture">
          <Contrast aria-hidden />
        </Button>
      }
    />
  );
}
