import { expect, it } from "vitest";
import { keepLatePosition, takeLatePosition } from "./late-position.ts";
import { browserStorage } from "#lib/review/browser/testing/browser-storage";

it("SES-1 the next page of the tab knows where its session was left, though the server may not yet; told once", () => {
  const tab = browserStorage();
  keepLatePosition(tab, { session: "s1", position: 7 }, 1000);
  expect(takeLatePosition(tab, "s1", 3000)).toBe(7);
  expect(takeLatePosition(tab, "s1", 3000)).toBeNull();
});

it("SES-1 another session, or a while later, is for the server to tell", () => {
  const tab = browserStorage();
  keepLatePosition(tab, { session: "s1", position: 7 }, 1000);
  expect(takeLatePosition(tab, "s2", 1100)).toBeNull();
  keepLatePosition(tab, { session: "s1", position: 7 }, 1000);
  expect(takeLatePosition(tab, "s1", 60_000)).toBeNull();
});

it("a browser without storage, or with nonsense in it, goes by the server", () => {
  const refuse = () => {
    throw new Error("forbidden");
  };
  const forbidden = { getItem: refuse, setItem: refuse };
  keepLatePosition(forbidden, { session: "s1", position: 7 }, 1000);
  expect(takeLatePosition(forbidden, "s1", 1000)).toBeNull();
  const odd = browserStorage();
  odd.setItem("proofsheet.late-position", "{");
  expect(takeLatePosition(odd, "s1", 1000)).toBeNull();
});
