import { describe, expect, it } from "vitest";
import { completeMention, matchPeople, mentionedIn, partsOf, queryBefore } from "./mention-text.ts";

const people = [
  { id: "1", name: "Mara" },
  { id: "2", name: "Mara Reviewer" },
  { id: "3", name: "Olga Owner" },
];

describe("CMT-4 a mention in a text", () => {
  it("is the longest name that stands there, and only a whole one", () => {
    expect(mentionedIn("@Mara Reviewer, the hand", people)).toEqual(["2"]);
    expect(mentionedIn("@Mara: look, and @Olga Owner", people)).toEqual(["1", "3"]);
    expect(mentionedIn("@Marathon, olga@Olga", people)).toEqual([]);
    expect(partsOf("see @Mara!", people)).toEqual([
      { text: "see ", mention: null },
      { text: "@Mara", mention: "1" },
      { text: "!", mention: null },
    ]);
  });

  it("of a name that two people have is for both", () => {
    const twins = [...people, { id: "4", name: "Mara" }];
    expect(mentionedIn("@Mara look", twins)).toEqual(["1", "4"]);
  });
});

describe("a name being typed", () => {
  it("begins with an @ after a space, and may have two words", () => {
    expect(queryBefore("look @ma", 8)).toEqual({ at: 5, typed: "ma" });
    expect(queryBefore("@", 1)).toEqual({ at: 0, typed: "" });
    expect(queryBefore("@mara re", 8)).toEqual({ at: 0, typed: "mara re" });
    expect(queryBefore("mail me at a@b", 14)).toBeNull();
    expect(queryBefore("@mara is here now", 17)).toBeNull();
  });

  it("offers whom it may mean, and puts the name with one space behind it", () => {
    expect(matchPeople(people, "re").map(({ id }) => id)).toEqual(["2"]);
    expect(matchPeople(people, "o").map(({ id }) => id)).toEqual(["3"]);
    expect(matchPeople(people, "sam")).toEqual([]);
    expect(completeMention("hi @ol, look", { at: 3, typed: "ol" }, "Olga Owner")).toEqual({
      text: "hi @Olga Owner, look",
      caret: 14,
    });
    expect(completeMention("hi @ol look", { at: 3, typed: "ol" }, "Olga Owner")).toEqual({
      text: "hi @Olga Owner look",
      caret: 15,
    });
  });
});
