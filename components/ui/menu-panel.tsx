"use client";

import { Link } from "#components/ui/link";
import { useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";
import type { MenuEntry, MenuProps } from "#components/ui/menu";
import { assertNever } from "#lib/errors";

/** The menu itself. It is fetched because somebody pressed the button, so it begins open. */
export function MenuPanel({ trigger, entries, side = "bottom", align = "end" }: MenuProps) {
  const afterwards = useRef<(() => void) | null>(null);
  return (
    // Not modal: the page stays in the accessibility tree instead of being hidden with its focusable parts in it.
    <DropdownMenu defaultOpen modal={false}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent
        side={side}
        align={align}
        onCloseAutoFocus={(event) => {
          if (afterwards.current === null) return;
          event.preventDefault();
          afterwards.current();
          afterwards.current = null;
        }}
      >
        {entries.map((entry, index) => (
          <Entry key={index} entry={entry} onLater={(run) => void (afterwards.current = run)} />
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Entry({ entry, onLater }: { entry: MenuEntry; onLater: (run: () => void) => void }) {
  switch (entry.type) {
    case "label":
      return (
        <DropdownMenuLabel>
          {entry.detail === undefined ? (
            entry.text
          ) : (
            <span className="block font-medium text-text">{entry.text}</span>
          )}
          {entry.detail}
        </DropdownMenuLabel>
      );
    case "link":
      return (
        <DropdownMenuItem asChild>
          <Link href={entry.href}>
            <entry.icon aria-hidden />
            {entry.text}
          </Link>
        </DropdownMenuItem>
      );
    case "action":
      return (
        <DropdownMenuItem onSelect={() => (entry.takesFocus ? onLater(entry.run) : entry.run())}>
          <entry.icon aria-hidden />
          {entry.text}
        </DropdownMenuItem>
      );
    case "divider":
      return <DropdownMenuSeparator />;
    case "choice":
      return (
        <DropdownMenuRadioGroup value={entry.value} onValueChange={entry.choose}>
          {entry.options.map(({ value, text, icon: Icon, swatch }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              {Icon && <Icon aria-hidden />}
              {swatch !== undefined && (
                <span
                  aria-hidden
                  className="size-4 rounded-sm border border-line-strong"
                  style={{ background: swatch }}
                />
              )}
              {text}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      );
    default:
      return assertNever(entry);
  }
}
