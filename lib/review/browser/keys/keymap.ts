import { bindingOf, capsOf, type ActionId, type Binding, keyRegistry, type KeyKind } from "./key-registry.ts";

/** A person's own keys: one per action that was changed, and whether single characters work at all. */
export type Keymap = {
  readonly keys: { readonly [action: string]: string };
  readonly characters: boolean;
};

export const defaultKeymap: Keymap = { keys: {}, characters: true };

/** Digits belong to the project's reasons, and the way out of a layer must not be lost. */
const fixed: ReadonlySet<ActionId> = new Set<ActionId>([
  "reject-reason",
  "reject-other",
  "close",
  "submit",
  "redo-explained",
]);

const named =
  /^(Arrow(Left|Right|Up|Down)|Home|End|PageUp|PageDown|Enter|Insert|Delete|Backspace|F[1-9]|F1[0-2])$/;
const ofBrowser = new Set(["F1", "F3", "F5", "F6", "F11", "F12"]);

/** Whether a person may choose the key of this action. */
export function isRebindable({ action, kind }: Binding): boolean {
  return kind !== "layer" && !fixed.has(action);
}

/** The registry with a person's keys in place. What is not valid (any more) is passed over: the default stays. */
export function applyKeymap(given: Keymap): readonly Binding[] {
  const keymap = withSoundKeys(given);
  return keyRegistry.map((binding) => {
    // Heard only while their layer has the focus, so they are nobody's slip of the finger.
    if (binding.kind === "layer") return binding;
    const own = keymap.keys[binding.action];
    const keys =
      own === undefined ? binding.keys : [own, ...binding.keys.filter((name) => name.startsWith("mod+"))];
    const kept = keymap.characters ? keys : keys.filter((name) => !isCharacter(name));
    return { ...binding, keys: kept, caps: capsOf(kept) };
  });
}

/** Without what is refused. A default that comes back may take the key of another one, so it is asked again. */
function withSoundKeys(keymap: Keymap): Keymap {
  const sound = Object.entries(keymap.keys).filter(
    ([action, name]) => isAction(action) && refusalOfKey(keymap, action, name) === null,
  );
  if (sound.length === Object.keys(keymap.keys).length) return keymap;
  return withSoundKeys({ ...keymap, keys: Object.fromEntries(sound) });
}

export function isAction(name: string): name is ActionId {
  return keyRegistry.some(({ action }) => action === name);
}

/**
 * Why an action cannot have a key, in words that name the other action; null when it can. A key has one meaning on all
 * surfaces, so one that is taken anywhere is taken; verdicts keep away from the keys that people move with.
 */
export function refusalOfKey(keymap: Keymap, action: ActionId, name: string): string | null {
  const binding = bindingOf(action);
  if (!isRebindable(binding)) return `The key of “${binding.label}” cannot be changed.`;
  if (/^[0-9]$/.test(name)) return "Digits belong to the reasons of the project.";
  if (name === "Escape") return "Esc closes the topmost layer, always.";
  if (ofBrowser.has(name)) return `${name} belongs to the browser.`;
  if (name !== " " && !named.test(name) && !isCharacter(name)) return "This key cannot be used.";
  const other = keyRegistry.find(
    (candidate) =>
      candidate.kind !== "layer" && candidate.action !== action && keysIn(keymap, candidate).includes(name),
  );
  if (other !== undefined) {
    const why =
      protectedKinds.has(binding.kind) && other.kind === "movement" ? " A verdict never takes it." : "";
    return `Taken by “${other.label}”.${why}`;
  }
  // A movement key that is free because its action moved elsewhere is still in many hands.
  const born = keyRegistry.find(({ kind, keys }) => kind === "movement" && keys.includes(name));
  if (born !== undefined && protectedKinds.has(binding.kind)) {
    return `“${born.label}” is where hands expect this key; a verdict never takes a movement key.`;
  }
  return null;
}

const protectedKinds: ReadonlySet<KeyKind> = new Set<KeyKind>(["verdict", "undo", "dialog"]);

function keysIn(keymap: Keymap, binding: Binding): readonly string[] {
  const own = keymap.keys[binding.action];
  return own === undefined || binding.digit !== undefined ? binding.keys : [own];
}

/** A letter, digit or sign, as WCAG 2.1.4 means it. */
function isCharacter(name: string): boolean {
  return /^\S$/u.test(name);
}
