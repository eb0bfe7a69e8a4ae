import { expect, it } from "vitest";
import { csvLine } from "./csv.ts";

it("quotes what has to be quoted and leaves nothing that a spreadsheet would run", () => {
  expect(csvLine(["plain", null, 'a "b", c', "two\nlines"])).toBe('plain,,"a ""b"", c","two\nlines"\r\n');
  expect(csvLine(["=HYPERLINK(1)", "@x", "-3", "+1"])).toBe("'=HYPERLINK(1),'@x,'-3,'+1\r\n");
});
