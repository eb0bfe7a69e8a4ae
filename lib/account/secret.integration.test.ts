import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readOrMakeSecret } from "./secret.ts";

function newFolder(): string {
  return join(mkdtempSync(join(tmpdir(), "proofsheet-secret-")), "data");
}

test("a secret is made once, kept for the owner of the process alone, and shared", () => {
  const DATA_DIR = newFolder();
  const secret = readOrMakeSecret({ DATA_DIR, PROOFSHEET_SECRET: undefined });
  expect(secret).toHaveLength(43);
  expect(readOrMakeSecret({ DATA_DIR, PROOFSHEET_SECRET: undefined })).toBe(secret);
  expect(statSync(join(DATA_DIR, "secret")).mode & 0o777).toBe(0o600);
  expect(readdirSync(DATA_DIR)).toEqual(["secret"]);
});

test("a given secret is used and nothing is written", () => {
  const DATA_DIR = newFolder();
  const PROOFSHEET_SECRET = "s".repeat(32);
  expect(readOrMakeSecret({ DATA_DIR, PROOFSHEET_SECRET })).toBe(PROOFSHEET_SECRET);
  expect(() => statSync(DATA_DIR)).toThrow();
});

test("a file that was emptied is named with the remedy", () => {
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-secret-"));
  writeFileSync(join(folder, "secret"), "");
  expect(() => readOrMakeSecret({ DATA_DIR: folder, PROOFSHEET_SECRET: undefined })).toThrow(
    /holds no secret.*Delete the file/,
  );
});
