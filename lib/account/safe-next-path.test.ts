import { expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path.ts";

test.each(["/", "/runs", "/review?state=pending&output=1", "/workflows/a%20b#top"])(
  "%s is a page of ours",
  (path) => {
    expect(safeNextPath(path)).toBe(path);
  },
);

test.each([
  undefined,
  null,
  "",
  "runs",
  "//elsewhere.example",
  "///elsewhere.example",
  "/\\elsewhere.example",
  "\\\\elsewhere.example",
  "/\t/elsewhere.example",
  "/\n/elsewhere.example",
  " //elsewhere.example",
  "/.//elsewhere.example",
  "/..//elsewhere.example",
  "https://elsewhere.example",
  "https:elsewhere.example",
  "javascript:alert(1)",
  "data:text/html,hello",
  "http://here.invalid@elsewhere.example",
  "/sign-in?next=/sign-in",
  "/api/auth/sign-out",
])("%j leads home", (text) => {
  expect(safeNextPath(text)).toBe("/");
});
