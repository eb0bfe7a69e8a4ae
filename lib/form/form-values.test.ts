import type { RJSFSchema } from "@rjsf/utils";
import { describe, expect, test } from "vitest";
import { carryOver } from "./carry-over.ts";
import { contractValidator } from "./contract-validator.ts";
import { clearDraft, readDraft, type TextStore, writeDraft } from "./draft-storage.ts";
import { fieldOfPath, placeErrors } from "./field-errors.ts";
import { seedChoiceOf, seedValue } from "./seed-choice.ts";
import { isPresetChosen, sizePresets } from "./size-presets.ts";
import { portraitContract } from "./testing/portrait-contract.ts";

const contract = portraitContract();

function memoryStore(): TextStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  };
}

describe("FORM-19 a draft survives a reload", () => {
  const draft = {
    version: "abc",
    values: { prompt: "", steps: 0, tiled: false, seed: "18446744073709551615" },
    count: 3,
  };

  test("what was kept is what is read, empty, zero and false included", () => {
    const store = memoryStore();
    writeDraft(store, "card", draft);
    expect(readDraft(store, "card")).toEqual(draft);
    expect(readDraft(store, "other")).toBeNull();
    clearDraft(store, "card");
    expect(readDraft(store, "card")).toBeNull();
  });

  test("a browser that keeps nothing, or something foreign, does not break the form", () => {
    const refuse = () => {
      throw new Error("denied");
    };
    const closed: TextStore = { getItem: refuse, setItem: refuse, removeItem: refuse };
    expect(readDraft(closed, "card")).toBeNull();
    expect(() => writeDraft(closed, "card", draft)).not.toThrow();
    const store = memoryStore();
    for (const text of ["{", "null", "[]", '{"version":1}', '{"version":"a","values":null}']) {
      store.setItem("proofsheet:draft:card", text);
      expect(readDraft(store, "card")).toBeNull();
    }
    store.setItem("proofsheet:draft:card", '{"version":"a","values":{"a":1,"b":{"c":1}},"count":-4}');
    expect(readDraft(store, "card")).toEqual({ version: "a", values: { a: 1 }, count: 1 });
  });
});

describe("FORM-20 the params of a run fill the form", () => {
  test("FORM-17 T-45 what does not fit is listed with the reason", () => {
    const { values, dropped } = carryOver(contract, {
      prompt: "a fox",
      steps: 5,
      gone: 1,
      height: 900,
      seed: "7",
    });
    expect(values).toEqual({ prompt: "a fox", seed: "7" });
    expect(dropped.map(({ title, value }) => `${title} ${value}`)).toEqual([
      "Steps 5",
      "gone 1",
      "Height 900",
    ]);
    expect(dropped[0]?.why).toContain("at least 10");
  });
});

describe("errors are placed by their path", () => {
  test("what no field is concerned with is general", () => {
    const { byField, general } = placeErrors(
      [
        { path: "/params/steps", message: "a" },
        { path: "/params/steps", message: "a" },
        { path: "/params/unknown", message: "b" },
        { path: "/count", message: "c" },
      ],
      new Set(["steps"]),
    );
    expect([...byField]).toEqual([["steps", ["a"]]]);
    expect(general).toEqual(["b", "c"]);
  });

  test("a name is read from a pointer", () => {
    expect(fieldOfPath("/params/a~1b~0c/0")).toBe("a/b~c");
    expect(fieldOfPath("/count")).toBeNull();
  });
});

describe("T-40 a seed is random, fixed or unfinished; no number stands for random", () => {
  test.each([undefined, "0", "18446744073709551615", "-"])("%s keeps its meaning", (value) => {
    expect(seedValue(seedChoiceOf(value), true)).toBe(value);
  });

  test("T-40 zero and -1 are seeds like any other", () => {
    expect(seedChoiceOf(0)).toEqual({ kind: "fixed", seed: "0" });
    expect(seedChoiceOf("-1")).toEqual({ kind: "fixed", seed: "-1" });
    expect(seedValue({ kind: "fixed", seed: "12" }, false)).toBe(12);
  });
});

describe("size presets", () => {
  test("only sizes the contract allows are offered", () => {
    expect(sizePresets(contract).map(({ title, values }) => [title, values])).toEqual([
      ["Portrait", { width: 768, height: 1024 }],
      ["Square", { width: 1024, height: 1024 }],
      ["Landscape", { width: 1152, height: 768 }],
    ]);
  });

  test("the one on screen is known", () => {
    const [portrait] = sizePresets(contract);
    expect(portrait && isPresetChosen(portrait, { width: 768, height: 1024 })).toBe(true);
    expect(portrait && isPresetChosen(portrait, { width: 1024, height: 1024 })).toBe(false);
  });
});

describe("RJSF's validator", () => {
  const validator = contractValidator(contract);

  test("FORM-13 answers with the engine's errors at their fields", () => {
    const { errors, errorSchema } = validator.validateFormData({ prompt: "a", steps: 5 }, {});
    expect(errors.map(({ property }) => property)).toEqual([".steps"]);
    expect(errorSchema).toEqual({ steps: { __errors: ["Steps must be at least 10."] } });
  });

  test("judges a part of a schema, and fits nothing to a broken one", () => {
    const part: RJSFSchema = { type: "object", properties: { mode: { const: "a" } }, required: ["mode"] };
    expect(validator.isValid(part, { mode: "a" }, {})).toBe(true);
    expect(validator.isValid(part, {}, {})).toBe(false);
    expect(validator.isValid({ $ref: "#/nowhere" }, {}, {})).toBe(false);
  });
});
