import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { commandSchema, controlRoutes } from "#lib/comfyui/simulator/http/control-routes";
import { emptyLedger } from "./ledger.ts";
import { profileNames } from "./profile.ts";
import { scenarioSchema } from "./scenario.ts";

const manual = readFileSync(path.join(import.meta.dirname, "../../../docs/simulator.md"), "utf8");
const named = new Set([...manual.matchAll(/`([^`]+)`/g)].map(([, code]) => code));
/** The first column of the table of scenarios. */
const rows = [...manual.matchAll(/^\| `([a-z-]+)` \|.*\|.*\|$/gm)].map(([, kind = ""]) => kind);

test("the manual lists every scenario with its fields, and no other", () => {
  const kinds = scenarioSchema.options.map(({ shape }) => shape.kind.value);
  expect(rows.toSorted()).toEqual(kinds.toSorted());
  for (const { shape } of scenarioSchema.options) {
    for (const field of Object.keys(shape)) {
      if (field === "kind" || field === "times") continue;
      const row = manual.split("\n").find((line) => line.startsWith(`| \`${shape.kind.value}\` |`));
      expect(row, shape.kind.value).toContain(`\`${field}\``);
    }
  }
});

test("the manual lists every command, control route, profile and field of the ledger", () => {
  const commands = commandSchema.options.map(({ shape }) => shape.command.value);
  const routes = controlRoutes.map(({ method, path }) => `${method} ${path}`);
  for (const name of [...commands, ...routes, ...profileNames, ...Object.keys(emptyLedger())]) {
    expect(named, name).toContain(name);
  }
});
