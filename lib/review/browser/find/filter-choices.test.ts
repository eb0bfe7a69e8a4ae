import { describe, expect, it } from "vitest";
import { readTyped, toWords } from "./filter-choices.ts";
import { plainFilter } from "./review-filter.ts";

const changes = (text: string) => readTyped(text, plainFilter).map(({ change }) => change);

describe("FIND-1 what is typed among the filters", () => {
  it.each([
    ["steps = 30", { params: { steps: "30" } }],
    ["steps>=20", { params: { steps: "20.." } }],
    ["cfg < 7.5", { params: { cfg: "..7.5" } }],
    ["cfg 5..7", { params: { cfg: "5..7" } }],
    ["sampler = dpmpp 2m", { params: { sampler: "dpmpp 2m" } }],
    ["18446744073709551615", { seed: "18446744073709551615" }],
  ])("%s", (text, change) => expect(changes(text)).toEqual([change, { q: text }]));

  it("is words when it is nothing else", () => {
    expect(changes("red fox")).toEqual([{ q: "red fox" }]);
    expect(changes("steps > many")).toEqual([{ q: "steps > many" }]);
    expect(changes("  ")).toEqual([]);
  });

  it("keeps the params that are asked for already", () => {
    const filter = { ...plainFilter, params: { cfg: "7" } };
    expect(readTyped("steps=30", filter)[0]?.change).toEqual({ params: { cfg: "7", steps: "30" } });
  });
});

describe("FIND-1 words in four parts", () => {
  it("become one search text", () => {
    expect(toWords({ all: "red fox", any: "", none: "snow", phrase: "in a field" })).toBe(
      'red fox "in a field" -snow',
    );
    expect(toWords({ all: "red", any: "fox hound", none: "", phrase: "" })).toBe("fox red or hound red");
    expect(toWords({ all: "", any: "fox hound", none: "", phrase: "" })).toBe("fox or hound");
    expect(toWords({ all: " ", any: "", none: "", phrase: ' " ' })).toBe("");
  });
});
