import { describe, expect, it } from "vitest";
import { suggestMode } from "./loading-mode.ts";

describe("how pictures are fetched when nobody chose", () => {
  it("MOB-4 spares a metered or slow line", () => {
    expect(suggestMode({ saveData: true, effectiveType: "4g" })).toBe("saver");
    expect(suggestMode({ type: "cellular", effectiveType: "4g" })).toBe("saver");
    expect(suggestMode({ effectiveType: "3g" })).toBe("saver");
  });
  it("fetches ahead on a good line, and where the browser does not tell", () => {
    expect(suggestMode({ saveData: false, effectiveType: "4g", type: "wifi" })).toBe("ahead");
    expect(suggestMode(undefined)).toBe("ahead");
  });
});
