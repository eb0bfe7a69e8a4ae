import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// Each row: a file, the import it must not have, and a word of the message that must come back.
const breaches: [file: string, code: string, message: RegExp][] = [
  ["lib/contract/a.ts", 'import { x } from "#lib/run/create-runs";', /comes before these/],
  ["lib/contract/b.ts", 'import { x } from "node:fs";', /is pure/],
  ["lib/workflow/a.ts", 'import { x } from "#lib/output/file-store";', /comes before these/],
  ["lib/run/a.ts", 'import { x } from "#lib/review/decide-output";', /comes before these/],
  ["lib/output/a.ts", 'import { x } from "#lib/comfyui/comfy-client";', /Only the worker speaks to ComfyUI/],
  ["lib/review/a.ts", 'import { x } from "#lib/dispatch/claim";', /Nobody imports the worker/],
  ["lib/review/b.ts", 'import { x } from "../run/create-runs.ts";', /by its alias/],
  ["lib/http/a.ts", 'import { x } from "#lib/run/create-runs";', /knows no stage/],
  ["lib/comfyui/a.ts", 'import { x } from "#lib/run/run-store";', /nothing of ours/],
  ["app/api/v1/a.ts", 'import { x } from "#lib/run/run-store";', /Call a use case/],
  ["app/api/v1/b.ts", 'import { x } from "#prisma";', /Only store and read files/],
  ["components/runs/a.tsx", 'import { x } from "#lib/run/run-schema";', /import the types only/],
  ["components/runs/c.tsx", 'import Link from "next/link";', /Every page would carry/],
  ["components/runs/b.tsx", 'import { x } from "#lib/db/client";', /reaches the browser/],
  ["lib/run/browser/a.ts", 'import { x } from "zod";', /import the types only/],
  ["lib/run/browser/b.ts", 'import { x } from "#lib/output/output-queries";', /comes before these/],
  ["lib/run/run-queries.ts", 'import { x } from "#lib/db/client";', /reaches the browser/],
  ["lib/run/b.ts", 'import { x } from "#lib/form/field-entry";', /is the form in a browser/],
  ["lib/form/a.ts", 'import { x } from "#lib/run/run-schema";', /import the types only/],
  ["lib/dispatch/a.ts", 'import { x } from "#lib/health/read-metrics";', /asked by routes only/],
  ["lib/health/a.ts", 'import { x } from "#lib/comfyui/comfy-client";', /Only the worker speaks to ComfyUI/],
];

const allowed: [file: string, code: string][] = [
  ["lib/review/fine.ts", 'import { x } from "#lib/run/create-runs";'],
  ["lib/dispatch/fine.ts", 'import { x } from "#lib/comfyui/comfy-client";'],
  ["components/runs/fine.tsx", 'import type { RunView } from "#lib/run/run-schema";'],
  ["app/api/v1/fine.ts", 'import { x } from "#lib/run/create-runs";'],
  ["app/context.ts", 'import { x } from "#lib/output/file-store";'],
  ["lib/event/browser/fine.ts", 'import { x } from "#lib/run/run-queries";'],
  ["lib/form/fine.ts", 'import { x } from "#lib/contract/contract";'],
  ["lib/health/fine.ts", 'import { x } from "#lib/server/server-schema";'],
];

type Diagnostic = { help: string; code: string; filename: string };
let folder = "";
let diagnostics: Diagnostic[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofsheet-lint-"));
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  await cp("oxlint.config.ts", join(folder, "oxlint.config.ts"));
  await cp("package.json", join(folder, "package.json"));
  await mkdir(join(folder, "ops"));
  await cp("ops/import-rules.ts", join(folder, "ops/import-rules.ts"));
  for (const [file, code] of [...breaches, ...allowed]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }
  diagnostics = await lint(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(breaches)("%s may not: %s", (file, _code, message) => {
  const found = diagnostics.filter(
    (line) => line.filename === file && line.code.includes("no-restricted-imports"),
  );
  expect(found.map((line) => line.help).join("\n")).toMatch(message);
});

test.each(allowed)("%s may: %s", (file) => {
  const found = diagnostics.filter(
    (line) => line.filename === file && line.code.includes("no-restricted-imports"),
  );
  expect(found).toEqual([]);
});

function lint(directory: string): Promise<Diagnostic[]> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ["node_modules/oxlint/bin/oxlint", "--format", "json", "lib", "app", "components"],
      { cwd: directory, maxBuffer: 20_000_000 },
      (_error, stdout) => done((JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics),
    );
  });
}
