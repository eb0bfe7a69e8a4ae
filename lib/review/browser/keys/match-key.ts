import type { Binding, Surface } from "./key-registry.ts";

/** What is read of a keyboard event; a plain object in tests. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing"
> &
  Partial<Pick<KeyboardEvent, "getModifierState">>;

/**
 * What has the focus. `text`: a field, list box or editable region, where every key is typing. `widget`: something
 * that uses arrows itself (a radio group, a slider). `button`: something that Enter and Space press.
 */
export type Focus = "page" | "button" | "widget" | "text";

export type KeySituation = {
  surface: Surface;
  focus: Focus;
  /** A dialog or menu is open: it takes every key, the page beneath none. */
  overlay: boolean;
};

const pressing = new Set(["Enter", " "]);
const steering = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

/** The binding that a key press means here, or null when it means nothing to the desk. */
export function matchKey<Known extends Binding>(
  press: KeyPress,
  { surface, focus, overlay }: KeySituation,
  registry: readonly Known[],
): Known | null {
  if (press.isComposing || press.key === "Process" || press.key === "Dead" || overlay || focus === "text") {
    return null;
  }
  if (focus !== "page" && pressing.has(press.key)) return null;
  if (focus === "widget" && steering.has(press.key)) return null;
  const here = registry.filter(({ kind, surfaces }) => kind !== "form" && surfaces.includes(surface));
  const found = namesOf(press)
    .map((name) => here.find(({ keys }) => keys.includes(name)))
    .find((binding) => binding !== undefined);
  if (found === undefined || (press.repeat && !isRepeating(found))) return null;
  return found;
}

/** Whether it goes from one picture to another and does nothing else. Opening and closing are movements, and no steps. */
export function isStep({ kind, action }: Pick<Binding, "kind" | "action">): boolean {
  return kind === "movement" && action !== "open" && action !== "close";
}

/** Steps go on while a key is held; deciding, opening and closing do not. */
function isRepeating(binding: Binding): boolean {
  return binding.repeats === true || isStep(binding);
}

/**
 * The names a press goes by, best first: the typed character, then the key's place on the keyboard for layouts that
 * do not type Latin letters (Cyrillic, Greek) or plain digits (AZERTY). A modifier makes another name, so that Ctrl+R
 * is never R.
 */
export function namesOf(press: KeyPress): string[] {
  const { key, code, ctrlKey, altKey, metaKey, shiftKey } = press;
  // AltGr is no Alt, and on some systems Ctrl and Alt at once; some layouts need it for a symbol, none for a letter.
  if (press.getModifierState?.("AltGraph")) return /^[!-/:-@[-`{-~]$/.test(key) ? [key] : [];
  if (altKey) return [];
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : undefined;
  const physical = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (ctrlKey || metaKey) {
    const name = letter ?? physical;
    return name === undefined ? [] : [`mod+${shiftKey ? "shift+" : ""}${name}`];
  }
  if (letter !== undefined) return shiftKey ? [] : [letter];
  if (key.length > 1 || key === " ") return [shiftKey ? `shift+${key}` : key];
  // Symbols are taken as typed: ? and + need Shift on many layouts. A digit with Shift is left alone.
  if (shiftKey) return /\d/.test(key) ? [] : [key];
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  const isLatin = (key.codePointAt(0) ?? 0) < 0x250;
  return [key, ...(digit ? [digit] : []), ...(physical && !isLatin ? [physical] : [])];
}
