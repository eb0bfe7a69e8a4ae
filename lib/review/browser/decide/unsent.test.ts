import { describe, expect, it } from "vitest";
import { browserStorage } from "#lib/review/browser/testing/browser-storage";
import { createUnsent, type DeskStorage, type Unsent } from "./unsent.ts";

const verdict = (key: string): Unsent => ({
  key,
  output: "o1",
  body: { verdict: "approved", expected: 0 },
});

describe("verdicts that were not answered", () => {
  it("MOB-4 outlive a reload, each person's own, in the order given", () => {
    const storage = browserStorage();
    const before = createUnsent(storage, "olga");
    before.add(verdict("k1"));
    before.add(verdict("k2"));
    const after = createUnsent(storage, "olga");
    expect(after.all().map(({ key }) => key)).toEqual(["k1", "k2"]);
    expect(createUnsent(storage, "mara").all()).toEqual([]);
    after.remove("k1");
    expect(before.all().map(({ key }) => key)).toEqual(["k2"]);
  });

  it("keep their order when one is kept anew", () => {
    const unsent = createUnsent(browserStorage(), "olga");
    unsent.add(verdict("k1"));
    unsent.add({ key: "k2", output: "o1", body: { verdict: "withdrawn", expected: 0 } });
    unsent.add({ ...verdict("k1"), output: "o2" });
    expect(unsent.all()).toMatchObject([
      { key: "k1", output: "o2" },
      { key: "k2", output: "o1" },
    ]);
  });

  it("are none when what was kept cannot be read", () => {
    const storage = browserStorage();
    storage.setItem("proofsheet.unsent.olga", '[{"key":"k1"},null,{"key":"k2","output":"o1","body":{}}]');
    expect(createUnsent(storage, "olga").all()).toEqual([]);
    storage.setItem("proofsheet.unsent.olga", "{");
    expect(createUnsent(storage, "olga").all()).toEqual([]);
  });

  it("go on without a place to keep them", () => {
    const full: DeskStorage = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const unsent = createUnsent(full, "olga");
    unsent.add(verdict("k1"));
    unsent.remove("k1");
    expect(unsent.all()).toEqual([]);
  });
});
