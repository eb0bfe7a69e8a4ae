import { expect, it } from "vitest";
import { deskPath, isLargeAddress } from "./desk-path.ts";
import { parseReviewFilter } from "#lib/review/browser/find/review-filter";

it("SES-12 the address holds scope, session, the open picture and what it is compared with", () => {
  const { filter } = parseReviewFilter(new URLSearchParams("workflow=sdxl"));
  const path = deskPath(filter, { session: "s1", output: "o2", pins: ["o1", "o3"] });
  const { filter: again, ignored } = parseReviewFilter(new URLSearchParams(path.split("?")[1]));
  expect(again).toEqual(filter);
  expect(ignored).toEqual([]);
  const search = new URLSearchParams(path.split("?")[1]);
  expect([search.get("session"), search.get("output"), search.get("compare")]).toEqual(["s1", "o2", "o1,o3"]);
});

it("names no comparison where no picture is open", () => {
  const { filter } = parseReviewFilter(new URLSearchParams());
  expect(deskPath(filter, { pins: ["o1"] })).toBe("/review");
});

it("BOX-7 the address of the grid, gone back to and not yet drawn, is told from that of a large picture", () => {
  const { filter } = parseReviewFilter(new URLSearchParams("q=fox"));
  const at = (path: string) => new URL(path, "http://desk").href;
  expect(isLargeAddress(at(deskPath(filter, { session: "s1" })))).toBe(false);
  expect(isLargeAddress(at(deskPath(filter, { session: "s1", output: "o1" })))).toBe(true);
});
