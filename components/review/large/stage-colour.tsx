"use client";

import { useSyncExternalStore } from "react";

/** Neutral all of them: what a picture is judged on. */
const colours = {
  theme: { label: "As the theme", css: "var(--mat)" },
  black: { label: "Black", css: "var(--stage-black)" },
  grey: { label: "Middle grey", css: "var(--stage-grey)" },
  white: { label: "White", css: "var(--stage-white)" },
  checks: { label: "Checkerboard", css: "var(--stage-checks)" },
} as const;

type ColourName = keyof typeof colours;

/** To choose from, with how each looks. */
export const stageColours = Object.entries(colours).map(([value, { label, css }]) => ({
  value,
  text: label,
  swatch: css,
}));

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

export function useStageColourName(): ColourName {
  return useSyncExternalStore(subscribe, read, () => "theme");
}

/** A CSS background. */
export function useStageColour(): string {
  return colours[useStageColourName()].css;
}

export function chooseStageColour(value: string): void {
  window.localStorage.setItem(name, value);
  for (const listener of listeners) listener();
}
