"use client";

import { Link } from "#components/ui/link";
import { Fragment } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { Dialog, DialogContent } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import type { ReasonView } from "#lib/review/decision-schema";
import { useKeys } from "#components/shell/keymap-context";
import { handlerOf } from "#lib/review/browser/keys/key-handlers";
import {
  describeBindings,
  layerBindings,
  type ActionId,
  type Binding,
  type KeyKind,
  type Layer,
  type Surface,
} from "#lib/review/browser/keys/key-registry";

const groups: readonly { title: string; kinds: readonly KeyKind[] }[] = [
  { title: "Move", kinds: ["movement"] },
  { title: "Decide", kinds: ["verdict", "undo", "dialog", "session"] },
  { title: "Look and note", kinds: ["selection", "view", "panel", "app", "form"] },
];

const titles: Record<Exclude<Surface, Layer>, string> = {
  grid: "Keys in the grid",
  large: "Keys in the large view",
  compare: "Keys in compare",
};

/** Layers, and the key that opens each. */
const layers: readonly { layer: Layer; title: string; opens: ActionId }[] = [
  { layer: "drawing", title: "While you draw", opens: "draw" },
  { layer: "marking", title: "In stars and labels", opens: "rate" },
];

type HelpSheetProps = {
  surface: Exclude<Surface, Layer>;
  reasons: readonly ReasonView[];
  onClose: () => void;
};

/** Every key that works here, drawn from the same list as the handlers. */
export function HelpSheet({ surface, reasons, onClose }: HelpSheetProps) {
  const keys = useKeys();
  const bindings = describeBindings(
    keys.bindings,
    surface,
    reasons,
    (action) => handlerOf(action) !== undefined,
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        wide
        className="md:max-w-5xl"
        title={titles[surface]}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
        description="A key acts on the outlined picture, never on the one under the mouse. Nothing happens while you type or while a dialog is open."
      >
        <Touch />
        <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2 md:grid-cols-[1fr_1.4fr_1.3fr]">
          {groups.map(({ title, kinds }) => (
            <section key={title} aria-label={title}>
              <h3 className="mb-2 text-xs font-medium text-faint">{title}</h3>
              <KeyList bindings={bindings.filter(({ kind }) => kinds.includes(kind))} />
            </section>
          ))}
        </div>
        <div className="mt-5 grid gap-x-10 gap-y-5 border-t pt-4 md:grid-cols-2">
          {layers
            .filter(({ opens }) => bindings.some(({ action }) => action === opens))
            .map(({ layer, title, opens }) => (
              <section key={layer} aria-label={title}>
                <h3 className="mb-2 flex items-center gap-2 text-xs font-medium text-faint">
                  {title} <Kbd>{keys.caps(opens)[0]}</Kbd>
                </h3>
                <KeyList bindings={layerBindings(layer)} layer={layer} />
              </section>
            ))}
        </div>
        <p className="mt-5 text-xs text-soft">
          {keys.keymap.characters ? "" : "Keys of a single character are switched off. "}
          <Link href="/settings#your-keys" className="underline underline-offset-2">
            Change your keys
          </Link>
        </p>
      </DialogContent>
    </Dialog>
  );
}

const gestures = [
  ["Tap", "Open a picture; its box selects it"],
  ["Swipe right", "Approve, in the large view"],
  ["Swipe left", "Reject; slowly, to choose why"],
  ["Tap the strip", "Another picture, in the large view"],
  ["Two fingers", "Zoom; then one finger moves the picture"],
] as const;

/** For fingers, before the keys: a phone may have none. */
function Touch() {
  return (
    <section aria-label="By touch" className="mb-5 hidden border-b pb-5 pointer-coarse:block">
      <h3 className="mb-2 text-xs font-medium text-faint">By touch</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-xs">
        {gestures.map(([gesture, what]) => (
          <Fragment key={gesture}>
            <dt className="font-medium">{gesture}</dt>
            <dd className="text-soft">{what}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

/** Keys and what they do. Those of a layer are marked as such: outside of it nothing hears them. */
function KeyList({ bindings, layer }: { bindings: readonly Binding[]; layer?: Layer }) {
  return (
    <dl
      data-layer={layer}
      className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-xs"
    >
      {bindings.map(({ action, digit, keys: names, caps, label }) => (
        <Fragment key={`${action}${digit ?? ""}`}>
          <dt className="flex gap-1" data-keys={names.join("\n")}>
            {caps.map((text) => (
              <Kbd key={text}>{text}</Kbd>
            ))}
          </dt>
          <dd className="wrap-anywhere">{label}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
