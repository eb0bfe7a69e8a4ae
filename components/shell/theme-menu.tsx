"use client";

import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";
import { Segmented } from "#components/ui/segmented";
import { parseTheme, themeCookie, type Theme } from "#lib/http/theme";

const choices: readonly { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: "dark", label: "Dark", icon: Moon },
  { value: "light", label: "Light", icon: Sun },
  { value: "system", label: "As the system", icon: Monitor },
];

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function chooseTheme(theme: Theme): void {
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.dataset["theme"] = theme;
  for (const listener of listeners) listener();
}

function useTheme(): Theme {
  return useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset["theme"]),
    () => "dark",
  );
}

export function ThemeMenu() {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Theme">
          <Sun aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end">
        <ThemeChoice />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The three themes as menu rows. */
export function ThemeChoice() {
  return (
    <>
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={useTheme()} onValueChange={(value) => chooseTheme(parseTheme(value))}>
        {choices.map(({ value, label, icon: Icon }) => (
          <DropdownMenuRadioItem key={value} value={value}>
            <Icon aria-hidden />
            {label}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}

/** The three themes side by side, for a settings page. */
export function ThemeSegments() {
  const options = choices.map(({ value, label, icon: Icon }) => ({
    value,
    label: (
      <>
        <Icon aria-hidden />
        {label}
      </>
    ),
  }));
  return <Segmented aria-label="Theme" value={useTheme()} onChange={chooseTheme} options={options} />;
}
