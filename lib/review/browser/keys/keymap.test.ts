import { describe, expect, it } from "vitest";
import { bindingOf, keyRegistry, layerBindings, type Binding } from "./key-registry.ts";
import { applyKeymap, defaultKeymap, isAction, isRebindable, refusalOfKey, type Keymap } from "./keymap.ts";

/** Without the keys of layers, which are heard only in their layer and are nobody's to choose. */
const onDesk = (bindings: readonly Binding[]) => bindings.filter(({ kind }) => kind !== "layer");
const chosen = (keys: Keymap["keys"]): Keymap => ({ keys, characters: true });

describe("a person's own keys", () => {
  it("KEY-10 replace the key of an action, in handlers and captions alike, and leave Ctrl+Z alone", () => {
    const bindings = applyKeymap(chosen({ approve: "q", undo: "Backspace" }));
    expect(bindingOf("approve", bindings)).toMatchObject({ keys: ["q"], caps: ["Q"] });
    expect(bindingOf("undo", bindings)).toMatchObject({
      keys: ["Backspace", "mod+z"],
      caps: ["Backspace", "Ctrl Z"],
    });
    expect(bindingOf("reject", bindings)).toEqual(bindingOf("reject"));
  });

  it("KEY-10 are refused with the name of the other action when taken, on whatever surface", () => {
    expect(refusalOfKey(defaultKeymap, "approve", "x")).toContain("Reject without a reason");
    expect(refusalOfKey(defaultKeymap, "note", "f")).toContain("Flip between the two");
    expect(refusalOfKey(chosen({ reject: "q" }), "approve", "x")).toBeNull();
    expect(refusalOfKey(chosen({ reject: "q" }), "approve", "q")).toContain("Reject without a reason");
  });

  it("KEY-10 T-5 never give a verdict a key that people move with, not even one that is free", () => {
    const moved = chosen({ "next-undecided": "w" });
    for (const action of ["approve", "reject", "reseed", "undo"] as const) {
      expect(refusalOfKey(defaultKeymap, action, "ArrowLeft")).toContain("Previous picture");
      expect(refusalOfKey(moved, action, "j")).toContain("never takes a movement key");
      expect(refusalOfKey(moved, action, "w")).toContain("Next undecided");
    }
    expect(refusalOfKey(moved, "note", "j")).toBeNull();
  });

  it("KEY-10 T-5 leave digits to the reasons, Esc to closing and reload to the browser", () => {
    expect(refusalOfKey(defaultKeymap, "note", "4")).toContain("reasons");
    expect(refusalOfKey(defaultKeymap, "note", "Escape")).toContain("Esc");
    expect(refusalOfKey(defaultKeymap, "note", "F5")).toContain("browser");
    expect(refusalOfKey(defaultKeymap, "note", "Shift")).toContain("cannot be used");
    expect(refusalOfKey(defaultKeymap, "close", "q")).toContain("cannot be changed");
    expect(refusalOfKey(defaultKeymap, "reject-reason", "q")).toContain("cannot be changed");
  });

  it("KEY-2 never leave one key with two meanings, whatever is stored", () => {
    const stored = chosen({ approve: "r", reject: "a", reseed: "a", skip: "Escape", gone: "y", vary: "j" });
    const bindings = applyKeymap(stored);
    const names = onDesk(bindings).flatMap(({ keys }) => keys);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { action } of bindings) expect(bindingOf(action, bindings).keys.length).toBeGreaterThan(0);
  });

  it("swap two keys when both are chosen", () => {
    const bindings = applyKeymap(chosen({ approve: "x", reject: "a" }));
    expect(bindingOf("approve", bindings).keys).toEqual(["x"]);
    expect(bindingOf("reject", bindings).keys).toEqual(["a"]);
  });

  it("KEY-11 can do without single characters: arrows, Enter, Space, Esc and Ctrl+Z stay", () => {
    const bindings = applyKeymap({ keys: { skip: "PageDown" }, characters: false });
    const names = new Set(onDesk(bindings).flatMap(({ keys }) => keys));
    expect([...names].filter((name) => name.length === 1)).toEqual([" "]);
    for (const name of ["ArrowLeft", "Enter", "Escape", "mod+z", "PageDown"]) expect(names).toContain(name);
    const drawing = bindings.filter(({ surfaces }) => surfaces.includes("drawing"));
    expect(drawing, "a layer's keys need its focus, so they stay").toEqual(layerBindings("drawing"));
  });

  it("can be chosen for everything but digits, Esc and what a form sends", () => {
    const fixed = onDesk(keyRegistry)
      .filter((binding) => !isRebindable(binding))
      .map(({ action }) => action);
    expect(new Set(fixed)).toEqual(
      new Set(["reject-reason", "reject-other", "close", "redo-explained", "submit"]),
    );
    expect(isAction("approve")).toBe(true);
    expect(isAction("constructor")).toBe(false);
  });
});
