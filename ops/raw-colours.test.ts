import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Colours are named once, in app/globals.css; these may say them again because no style sheet reaches them. */
const exempt = new Set(["app/globals.css", "app/manifest.ts", "app/layout.tsx", "app/global-error.tsx"]);

const functions = /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/i;
const hex = /(?<![&\w/])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])/i;
/** The palette that comes with the class names; ours has no numbers. */
const palette =
  /\b(?:bg|text|border|outline|ring|fill|stroke|from|to|via)-(?:\[#|white\b|black\b|[a-z]+-\d{2,3}\b)/;
const named =
  /\b(?:color|background|backgroundColor|borderColor|fill|stroke)[:=]\s*["'{]*(?:white|black|red|green|blue|grey|gray|orange|yellow)\b/;

function findRawColour(line: string): string | undefined {
  return [functions, hex, palette, named].map((pattern) => pattern.exec(line)?.[0]).find(Boolean);
}

describe("THM-1 colours are tokens", () => {
  it("finds a colour however it is written", () => {
    for (const raw of [
      'css: "rgb(119 119 119)"',
      'style={{ color: "#fff" }}',
      'className="bg-black"',
      'className="text-red-500"',
      'className="bg-[#123456]"',
      'fill="white"',
      "background: oklch(0.5 0 0)",
    ]) {
      expect(findRawColour(raw), raw).toBeDefined();
    }
    for (const fine of [
      'className="bg-mat text-rejected"',
      'import x from "#components/ui/card"',
      'href="#main"',
      'background: "var(--stage)"',
      "border-line-strong/70",
    ]) {
      expect(findRawColour(fine), fine).toBeUndefined();
    }
  });

  it("has none in components or pages", async () => {
    const found: string[] = [];
    for (const folder of ["components", "app"]) {
      for (const name of await readdir(folder, { recursive: true })) {
        const path = join(folder, name).replaceAll("\\", "/");
        if (!/\.(?:tsx?|css)$/.test(path) || /\.test\.|testing\//.test(path) || exempt.has(path)) continue;
        const lines = (await readFile(path, "utf8")).split("\n");
        for (const [index, line] of lines.entries()) {
          const raw = findRawColour(line);
          if (raw !== undefined) found.push(`${path}:${index + 1} ${raw}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});
