"use client";

import { RotateCcw } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Kbd } from "#components/ui/kbd";
import type { KeymapView } from "#lib/account/keymap-schema";
import { capOf } from "#lib/review/browser/keys/key-caps";
import { bindingOf, type Binding } from "#lib/review/browser/keys/key-registry";
import { refusalOfKey } from "#lib/review/browser/keys/keymap";
import { namesOf } from "#lib/review/browser/keys/match-key";

type KeyRowProps = {
  binding: Binding;
  /** The next key pressed becomes the key of this action. */
  isListening: boolean;
  onListen: (on: boolean) => void;
  onChange: (keymap: KeymapView) => void;
};

/** One action and its key. Pressed, it listens; a key that is taken is refused at once, with who has it. */
export function KeyRow({ binding: { action, label }, isListening, onListen, onChange }: KeyRowProps) {
  const { keymap, bindings } = useKeys();
  const [refusal, setRefusal] = useState<string>();
  const refusalId = useId();
  const { caps } = bindingOf(action, bindings);
  const own = keymap.keys[action];

  function listen(on: boolean) {
    setRefusal(undefined);
    onListen(on);
  }
  function press(event: KeyboardEvent) {
    if (!isListening || event.key === "Tab") return;
    event.preventDefault();
    if (event.key === "Escape") return listen(false);
    const [name] = namesOf(event.nativeEvent);
    if (name === undefined || modifiers.has(name)) return;
    const why = name.startsWith("mod+")
      ? "Press the key alone: combinations belong to the browser."
      : refusalOfKey(keymap, action, name);
    if (why !== null) return setRefusal(`${capOf(name)}: ${why}`);
    listen(false);
    onChange({ ...keymap, keys: withKey(keymap.keys, action, name) });
  }
  return (
    <li className="border-b border-line/60 py-1 last:border-b-0">
      <div className="flex min-h-7 items-center gap-2 text-sm">
        <span className="min-w-0 flex-1">{label}</span>
        {own !== undefined && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Reset the key of ${label}`}
            title={`Back to ${capOf(bindingOf(action).keys[0] ?? "")}`}
            onClick={() => onChange({ ...keymap, keys: without(keymap.keys, action) })}
          >
            <RotateCcw aria-hidden />
          </Button>
        )}
        <button
          type="button"
          aria-label={
            isListening ? `Press a key for ${label}` : `Key of ${label}: ${caps.join(" or ") || "none"}`
          }
          aria-describedby={refusal === undefined ? undefined : refusalId}
          aria-pressed={isListening}
          onClick={() => listen(!isListening)}
          onKeyDown={press}
          onBlur={() => listen(false)}
          className={cn(
            "flex min-h-7 min-w-16 pointer-coarse:min-h-11 items-center justify-center gap-1 rounded-md border px-2 text-xs hover:bg-hover",
            isListening ? "border-accent text-accent-text" : "border-transparent",
          )}
        >
          {isListening
            ? "Press a key"
            : caps.length === 0
              ? "off"
              : caps.map((cap) => <Kbd key={cap}>{cap}</Kbd>)}
        </button>
      </div>
      <p id={refusalId} role="status" className="text-xs text-rejected empty:hidden">
        {refusal}
      </p>
    </li>
  );
}

const modifiers = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "AltGraph"]);

/** A key that is the usual one is no change of one's own. */
function withKey(keys: KeymapView["keys"], action: Binding["action"], name: string): KeymapView["keys"] {
  return bindingOf(action).keys[0] === name ? without(keys, action) : { ...keys, [action]: name };
}

function without(keys: KeymapView["keys"], action: string): KeymapView["keys"] {
  return Object.fromEntries(Object.entries(keys).filter(([other]) => other !== action));
}
