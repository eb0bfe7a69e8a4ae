import { describe, expect, test } from "vitest";
import { readRunFilter } from "./run-filter.ts";

const read = (text: string) => readRunFilter(new URLSearchParams(text));

describe("FIND-3 an address is read as far as it is understood", () => {
  test("known filters are taken", () => {
    expect(read("status=active&workflow=card&by=me")).toEqual({
      filter: { status: "active", workflow: "card", by: "me" },
      ignored: [],
    });
  });

  test("the rest is left out and named", () => {
    expect(read("status=nonsense&colour=red&colour=blue&by=them")).toEqual({
      filter: {},
      ignored: ["colour", "status=nonsense", "by=them"],
    });
  });
});
