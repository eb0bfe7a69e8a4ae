"use client";

import { useState } from "react";
import { KeyRow } from "#components/account/key-row";
import { useKeymapChange } from "#components/account/use-keymap-change";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Card, CardHeader } from "#components/ui/card";
import { Switch } from "#components/ui/switch";
import { keyRegistry, type Binding, type KeyKind } from "#lib/review/browser/keys/key-registry";
import { defaultKeymap, isRebindable } from "#lib/review/browser/keys/keymap";

const groups: readonly { title: string; kinds: readonly KeyKind[] }[] = [
  { title: "Decide", kinds: ["verdict", "undo", "dialog", "session"] },
  { title: "Move", kinds: ["movement"] },
  { title: "Look and note", kinds: ["selection", "view", "panel", "app"] },
];

const choosable = keyRegistry.filter(isRebindable);

/** The keys of the review desk as this person wants them, kept with the account and so the same in every browser. */
export function KeyboardCard() {
  const { keymap } = useKeys();
  const [listening, setListening] = useState<Binding["action"] | null>(null);
  const change = useKeymapChange();
  const isChanged = Object.keys(keymap.keys).length > 0;
  return (
    <Card aria-labelledby="your-keys">
      <CardHeader
        id="your-keys"
        title="Your keys"
        hint="Press a key on the right to change it. Digits reject with the project's reasons, Esc always closes."
        actions={
          <Button
            size="sm"
            blocked={isChanged ? undefined : "All keys are the usual ones"}
            onClick={() => change.mutate({ ...keymap, keys: defaultKeymap.keys })}
          >
            Reset all
          </Button>
        }
      />
      <div className="flex items-start justify-between gap-4 border-b px-4 py-3 text-sm">
        <span>
          <span className="font-medium">Keys of a single character</span>
          <span className="block text-xs text-soft">
            Off, no letter, digit or sign decides anything by itself; arrows, Enter, Space and Ctrl Z still
            work, and so do all buttons.
          </span>
        </span>
        <Switch
          aria-label="Keys of a single character"
          checked={keymap.characters}
          onCheckedChange={(characters) => change.mutate({ ...keymap, characters })}
        />
      </div>
      <div className="grid gap-x-10 gap-y-5 p-4 md:grid-cols-2">
        {groups.map(({ title, kinds }) => (
          <section
            key={title}
            aria-label={title}
            className="md:last:col-start-2 md:last:row-span-2 md:last:row-start-1"
          >
            <h3 className="mb-1 text-xs font-medium text-faint">{title}</h3>
            <ul className="grid">
              {choosable
                .filter(({ kind }) => kinds.includes(kind))
                .map((binding) => (
                  <KeyRow
                    key={binding.action}
                    binding={binding}
                    isListening={listening === binding.action}
                    onListen={(on) => setListening(on ? binding.action : null)}
                    onChange={change.mutate}
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}
