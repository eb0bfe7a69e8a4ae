import { describe, expect, it } from "vitest";
import {
  describeBindings,
  keyRegistry,
  layerBindings,
  type Binding,
  type Layer,
  type Surface,
} from "./key-registry.ts";
import { isStep, matchKey, type KeyPress, type KeySituation } from "./match-key.ts";

const still: KeyPress = {
  key: "",
  code: "",
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
};

function match(press: Partial<KeyPress>, situation: Partial<KeySituation> = {}): string | null {
  const found = matchKey(
    { ...still, ...press },
    { surface: "grid", focus: "page", overlay: false, ...situation },
    keyRegistry,
  );
  return found && `${found.action}${found.digit ?? ""}`;
}

const surfaces: readonly Surface[] = ["grid", "large", "compare"];
const layers: readonly Layer[] = ["drawing", "marking"];
const verdictKeys = keyRegistry.filter(({ kind }) => kind === "verdict").flatMap(({ keys }) => keys);
const modifiers = ["ctrlKey", "altKey", "metaKey", "shiftKey"] as const;

it("KEY-3 hears no verdict in what AltGr types, and the symbols that a layout has only there", () => {
  const getModifierState = (name: string) => name === "AltGraph";
  const typed: [string, string][] = [
    ["²", "Digit2"],
    ["2", "Digit2"],
    ["€", "KeyE"],
    ["@", "KeyQ"],
    ["ą", "KeyA"],
    ["a", "KeyA"],
    ["{", "Digit7"],
  ];
  for (const [key, code] of typed) expect(match({ key, code, getModifierState }), key).toBeNull();
  expect(match({ key: "/", code: "KeyQ", getModifierState })).toBe("search");
});

describe("the key registry", () => {
  it("KEY-2 gives no key two meanings on any surface", () => {
    for (const surface of [...surfaces, ...layers]) {
      const keys = keyRegistry
        .filter(({ surfaces }) => surfaces.includes(surface))
        .flatMap(({ keys }) => keys);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });

  it("KEY-2 lets no key change its meaning from one surface to another", () => {
    const meanings = new Map<string, Set<string>>();
    // A layer takes all keys for itself, as a form does; what is meant there is meant nowhere else.
    for (const { keys, action } of keyRegistry.filter(({ kind }) => kind !== "layer")) {
      for (const key of keys) meanings.set(key, new Set([...(meanings.get(key) ?? []), action]));
    }
    expect([...meanings].filter(([, actions]) => actions.size > 1)).toEqual([]);
  });

  it("KEY-1 KEY-6 hears a layer's keys in that layer and nowhere else", () => {
    for (const layer of layers) {
      for (const { keys, action } of layerBindings(layer)) {
        for (const key of keys.filter((name) => !/^(mod|shift)\+/.test(name))) {
          expect(match({ key }, { surface: layer })).toBe(action);
          for (const surface of surfaces) expect(match({ key }, { surface })).not.toBe(action);
        }
      }
      expect(match({ key: "a" }, { surface: layer })).toBeNull();
    }
  });

  it("KEY-1 lists in the sheet exactly the keys that do something, in the words of the reasons", () => {
    const reasons = [{ id: "r3", digit: 3, label: "Artefacts" }];
    for (const surface of surfaces) {
      const listed = describeBindings(keyRegistry, surface, reasons, (action) => action !== "skip");
      expect(listed.some(({ action }) => action === "skip")).toBe(false);
      for (const { keys, action, digit } of listed.filter(({ kind }) => kind !== "form")) {
        for (const key of keys.filter((name) => !/^(mod|shift)\+/.test(name))) {
          expect(match({ key }, { surface })).toBe(`${action}${digit ?? ""}`);
        }
      }
      const handled = keyRegistry.filter(
        ({ surfaces, digit, action }) =>
          surfaces.includes(surface) && (digit ?? 3) === 3 && action !== "skip",
      );
      expect(listed.map(({ keys }) => keys)).toEqual(handled.map(({ keys }) => keys));
      expect(listed.find(({ digit }) => digit === 3)?.label).toBe("Reject: Artefacts");
    }
  });
});

describe("matching a key", () => {
  it("finds verdicts, movement and undo", () => {
    expect(match({ key: "a", code: "KeyA" })).toBe("approve");
    expect(match({ key: "3", code: "Digit3" })).toBe("reject-reason3");
    expect(match({ key: "ArrowLeft" })).toBe("previous");
    expect(match({ key: "z", ctrlKey: true })).toBe("undo");
    expect(match({ key: "z", metaKey: true })).toBe("undo");
    expect(match({ key: "Z", ctrlKey: true, shiftKey: true })).toBe("redo-explained");
  });

  it.each(modifiers)("KEY-3 lets no verdict key decide while %s is held", (modifier) => {
    const mod = modifier === "ctrlKey" || modifier === "metaKey";
    for (const key of verdictKeys) {
      // Ctrl A selects and approves nothing.
      const meant = mod && key === "a" ? "select-all" : null;
      expect([key, match({ key, code: `Key${key.toUpperCase()}`, [modifier]: true })]).toEqual([key, meant]);
      expect([key, match({ key: key.toUpperCase(), [modifier]: true })]).toEqual([key, meant]);
    }
  });

  it("KEY-4 is silent while somebody types, composes, or a dialog or menu is open", () => {
    for (const { keys } of keyRegistry) {
      for (const key of keys) {
        expect(match({ key }, { focus: "text" })).toBeNull();
        expect(match({ key }, { overlay: true })).toBeNull();
        expect(match({ key, isComposing: true })).toBeNull();
      }
    }
    expect(match({ key: "Process", code: "KeyA" })).toBeNull();
  });

  it("KEY-5 A11Y-7 ignores a held key, except for moving and zooming", () => {
    const repeated = ({ keys: [name = ""] }: Binding) =>
      match(
        { key: name.split("+").at(-1) || name, ctrlKey: name.startsWith("mod+"), repeat: true },
        { surface: "large" },
      );
    for (const binding of keyRegistry.filter(
      ({ surfaces, kind }) => surfaces.includes("large") && kind !== "form",
    )) {
      const goesOn =
        (binding.kind === "movement" && binding.action !== "close") ||
        (binding.action.startsWith("zoom-") && binding.action !== "zoom-toggle");
      expect([binding.action, repeated(binding) !== null]).toEqual([binding.action, goesOn]);
    }
  });

  it("KEY-8 goes by the typed letter: Caps Lock and AZERTY change nothing", () => {
    expect(match({ key: "A", code: "KeyA" })).toBe("approve");
    // AZERTY: the key in the place of Q types a.
    expect(match({ key: "a", code: "KeyQ" })).toBe("approve");
    expect(match({ key: "q", code: "KeyA" })).toBeNull();
    expect(match({ key: "&", code: "Digit1" })).toBe("reject-reason1");
  });

  it("KEY-8 falls back on the place of the key where letters are not Latin", () => {
    expect(match({ key: "ф", code: "KeyA" })).toBe("approve");
    expect(match({ key: "ч", code: "KeyX" })).toBe("reject");
    expect(match({ key: "я", code: "KeyZ", ctrlKey: true })).toBe("undo");
    // A Latin letter of another kind is a letter, not a place.
    expect(match({ key: "é", code: "KeyA" })).toBeNull();
  });

  it("leaves Enter and Space to a focused button, and arrows to what uses arrows", () => {
    expect(match({ key: "Enter" })).toBe("open");
    expect(match({ key: "Enter" }, { focus: "button" })).toBeNull();
    expect(match({ key: " " }, { focus: "button" })).toBeNull();
    expect(match({ key: "ArrowRight" }, { focus: "button" })).toBe("next");
    expect(match({ key: "ArrowRight" }, { focus: "widget" })).toBeNull();
    expect(match({ key: "a" }, { focus: "widget" })).toBe("approve");
  });

  it("knows ? and + however they are typed, and only where they mean something", () => {
    expect(match({ key: "?", code: "Slash", shiftKey: true })).toBe("help");
    expect(match({ key: "+", shiftKey: true }, { surface: "large" })).toBe("zoom-in");
    expect(match({ key: "+", shiftKey: true })).toBeNull();
    expect(match({ key: "ArrowUp" }, { surface: "large" })).toBeNull();
    expect(match({ key: "f" })).toBeNull();
    expect(match({ key: "f" }, { surface: "compare" })).toBe("compare-flip");
  });
});

it("BOX-7 only a step is drawn after it is on screen: whoever closes or opens meets what they stepped to", () => {
  const steps = keyRegistry.filter(isStep).map(({ action }) => action);
  expect(steps).toContain("next");
  expect(steps).not.toContain("close");
  expect(steps).not.toContain("open");
  expect(keyRegistry.filter(({ kind }) => kind === "verdict").some(isStep)).toBe(false);
});
