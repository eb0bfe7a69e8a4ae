import { describe, expect, test, vi } from "vitest";
import { FormDesk } from "./form-desk.ts";
import { portraitContract } from "./testing/portrait-contract.ts";

const contract = portraitContract();
const valid = { prompt: "a fox", steps: 30 };

describe("FORM-3 the text typed is the text shown", () => {
  test.each(["3.", ".5", "7,50", "1e1", "-"])("%s stays on screen", (text) => {
    const desk = new FormDesk(contract, valid);
    desk.type("cfg", text);
    desk.leave("cfg");
    expect(desk.field("cfg").text).toBe(text);
  });

  test("the value is what the text means", () => {
    const desk = new FormDesk(contract, valid);
    desk.type("cfg", "7,50");
    expect(desk.values()["cfg"]).toBe(7.5);
  });
});

describe("FORM-11 empty, zero, false and use-default are four different things", () => {
  test("T-43 each arrives as itself", () => {
    const desk = new FormDesk(contract, { prompt: "a fox" });
    desk.type("negative", "");
    desk.type("cfg", "0");
    desk.choose("tiled", false);
    desk.type("steps", "");
    expect(desk.submit()).toEqual({
      ok: true,
      params: { prompt: "a fox", negative: "", cfg: 0, tiled: false },
    });
  });

  test("each is told apart on screen", () => {
    const desk = new FormDesk(contract, { prompt: "a fox" });
    expect(desk.field("negative").standing).toBe("default");
    expect(desk.field("cfg").standing).toBe("unset");
    desk.type("negative", "");
    desk.type("cfg", "0");
    expect(desk.field("negative").standing).toBe("own");
    expect(desk.field("cfg").standing).toBe("own");
  });
});

describe("FORM-12 errors stand at their field", () => {
  test("nothing is said before the field is left", () => {
    const desk = new FormDesk(contract, valid);
    desk.type("steps", "5");
    expect(desk.field("steps").errors).toEqual([]);
    desk.leave("steps");
    expect(desk.field("steps").errors).toEqual(["Steps must be at least 10."]);
  });

  test("an error goes as soon as the value is valid", () => {
    const desk = new FormDesk(contract, valid);
    desk.type("steps", "5");
    desk.leave("steps");
    desk.type("steps", "50");
    expect(desk.field("steps").errors).toEqual([]);
  });

  test("sending shows every error and keeps every value", () => {
    const desk = new FormDesk(contract, {});
    desk.type("steps", "abc");
    const sent = desk.submit();
    expect(sent.ok).toBe(false);
    expect([...desk.shownErrors().byField.keys()]).toEqual(["prompt", "steps"]);
    expect(desk.field("steps").errors[0]).toContain("“abc” is not one");
    expect(desk.field("steps").text).toBe("abc");
  });

  test("FORM-13 the server's verdict takes the same place and goes with the next change", () => {
    const desk = new FormDesk(contract, valid);
    desk.refuse(
      [
        { path: "/params/steps", message: "Too many." },
        { path: "/count", message: "Count." },
      ],
      "Refused.",
    );
    expect(desk.field("steps").errors).toEqual(["Too many."]);
    expect(desk.shownErrors().general).toEqual(["Count."]);
    desk.type("steps", "31");
    expect(desk.field("steps").errors).toEqual([]);
    expect(desk.shownErrors().general).toEqual([]);
  });

  test("a refusal without fields is said once, above the form", () => {
    const desk = new FormDesk(contract, valid);
    desk.refuse([], "The workflow is broken.");
    expect(desk.shownErrors().general).toEqual(["The workflow is broken."]);
  });
});

describe("FORM-7 a keystroke redraws its own field", () => {
  test("other fields keep the very same state and are not called", () => {
    const desk = new FormDesk(contract, valid);
    const other = vi.fn();
    const own = vi.fn();
    desk.subscribe("steps", other);
    desk.subscribe("prompt", own);
    const before = desk.field("steps");
    desk.type("prompt", "a red fox");
    expect(own).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
    expect(desk.field("steps")).toBe(before);
  });
});

describe("FORM-18 a file on its way", () => {
  test("holds the form back with its own words, and lets it go when it is there", () => {
    const desk = new FormDesk(contract, valid);
    desk.setSending("prompt", true);
    expect(desk.submit().ok).toBe(false);
    expect(desk.shownErrors().general[0]).toContain("Prompt is still being sent");
    desk.setSending("prompt", false);
    expect(desk.shownErrors().general).toEqual([]);
    expect(desk.submit().ok).toBe(true);
  });
});

describe("FORM-15 reset, and back", () => {
  test("one field returns to its default and can be brought back", () => {
    const desk = new FormDesk(contract, { ...valid, steps: 44 });
    desk.reset(["steps"]);
    expect(desk.field("steps")).toMatchObject({ text: "30", standing: "default", canUndoReset: true });
    desk.undoReset(["steps"]);
    expect(desk.field("steps")).toMatchObject({ text: "44", canUndoReset: false });
  });

  test("typing after a reset ends the way back", () => {
    const desk = new FormDesk(contract, { ...valid, steps: 44 });
    desk.reset(["steps"]);
    desk.type("steps", "31");
    expect(desk.field("steps").canUndoReset).toBe(false);
  });
});

describe("T-40 seeds arrive exactly", () => {
  test.each(["0", "9007199254740993", "18446744073709551615"])("%s", (seed) => {
    const desk = new FormDesk(contract, valid);
    desk.type("seed", seed);
    expect(desk.submit()).toEqual({ ok: true, params: { ...valid, seed } });
  });

  test("one too large is refused by name", () => {
    const desk = new FormDesk(contract, valid);
    desk.type("seed", "18446744073709551616");
    desk.leave("seed");
    expect(desk.field("seed").errors).toEqual(["Seed must be at most 18446744073709551615."]);
  });

  test("an emptied seed is random, not zero", () => {
    const desk = new FormDesk(contract, { ...valid, seed: "7" });
    desk.type("seed", "");
    expect(desk.submit()).toEqual({ ok: true, params: valid });
  });
});
