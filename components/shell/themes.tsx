"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { parseTheme, themeCookie, type Theme } from "#lib/http/theme";

export const themeOptions = [
  { value: "dark", text: "Dark", icon: Moon },
  { value: "light", text: "Light", icon: Sun },
  { value: "system", text: "As the system", icon: Monitor },
] as const satisfies { value: Theme; text: string; icon: unknown }[];

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function chooseTheme(value: string): void {
  const theme = parseTheme(value);
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.dataset["theme"] = theme;
  // The browser's bars follow the page's own ground at once.
  const { backgroundColor } = getComputedStyle(document.documentElement);
  for (const bar of document.querySelectorAll('meta[name="theme-color"]')) {
    bar.setAttribute("content", backgroundColor);
  }
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset["theme"]),
    () => "dark",
  );
}
