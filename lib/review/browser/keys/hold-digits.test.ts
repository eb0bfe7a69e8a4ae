import { expect, it } from "vitest";
import { createDigitHold } from "./hold-digits.ts";
import { browserStorage } from "#lib/review/browser/testing/browser-storage";

const reason = (digit: number, id: string, label = id) => ({ id, digit, label });

it("WHY-3 digits stay as they were when the session began, whatever becomes of the project's list", () => {
  const hold = createDigitHold(browserStorage());
  const before = [reason(1, "anatomy"), reason(2, "brief"), reason(3, "artefacts")];
  expect(hold.within("s1", before)).toEqual(before);
  // Two change places, one is retired and its digit given to another, one is renamed, one is new.
  const after = [
    reason(1, "brief", "Off brief"),
    reason(2, "anatomy"),
    reason(3, "hands"),
    reason(4, "light"),
  ];
  expect(hold.within("s1", after)).toEqual([
    reason(1, "anatomy"),
    reason(2, "brief", "Off brief"),
    reason(4, "light"),
  ]);
  expect(hold.within("s1", after), "the same list, so that nothing is drawn again").toBe(
    hold.within("s1", after),
  );
  expect(hold.within("s2", after), "the next session begins with the list as it is").toEqual(after);
});

it("WHY-3 digits outlive a reload within the session", () => {
  const storage = browserStorage();
  createDigitHold(storage).within("s1", [reason(1, "anatomy"), reason(2, "brief")]);
  const turned = [reason(1, "brief"), reason(2, "anatomy")];
  expect(createDigitHold(storage).within("s1", turned)).toEqual([reason(1, "anatomy"), reason(2, "brief")]);
  storage.setItem("proofsheet.digits", "{");
  expect(createDigitHold(storage).within("s1", turned)).toEqual(turned);
});
