import { expect, it } from "vitest";
import { keepLateAddress, takeLateAddress } from "./late-address.ts";
import { browserStorage } from "#lib/review/browser/testing/browser-storage";

it("SES-1 a reload shows the output that stood there, though the address was behind; told once", () => {
  const tab = browserStorage();
  keepLateAddress(tab, { said: "o1", shown: "o4" });
  expect(takeLateAddress(tab, "o1", "reload")).toBe("o4");
  expect(takeLateAddress(tab, "o1", "reload")).toBeNull();
});

it("SES-1 another address means what it says", () => {
  const tab = browserStorage();
  keepLateAddress(tab, { said: "o1", shown: "o4" });
  expect(takeLateAddress(tab, "o2", "reload")).toBeNull();
  expect(takeLateAddress(tab, "o1", "reload"), "and what was kept is of no more use").toBeNull();
  keepLateAddress(tab, { said: "o1", shown: "o1" });
  expect(takeLateAddress(tab, "o1", "reload")).toBeNull();
});

it("a link to the address that a page was left with means what it says, then and later", () => {
  const tab = browserStorage();
  keepLateAddress(tab, { said: "o1", shown: "o4" });
  expect(takeLateAddress(tab, "o1", "navigate")).toBeNull();
  expect(takeLateAddress(tab, "o1", "reload")).toBeNull();
  keepLateAddress(tab, { said: "o1", shown: "o4" });
  expect(takeLateAddress(tab, null, "back_forward"), "of the grid").toBeNull();
  expect(takeLateAddress(tab, "o1", "back_forward")).toBeNull();
  keepLateAddress(tab, { said: "o1", shown: "o4" });
  expect(takeLateAddress(tab, "o1", "back_forward")).toBe("o4");
});

it("a browser without storage goes by the address", () => {
  const refuse = () => {
    throw new Error("forbidden");
  };
  const forbidden = { getItem: refuse, setItem: refuse };
  keepLateAddress(forbidden, { said: "o1", shown: "o4" });
  expect(takeLateAddress(forbidden, "o1", "reload")).toBeNull();
});
