import type { OxlintConfig } from "oxlint";

/**
 * Which way data flows through lib/. A stage may import the stages before it and the ground floor; each message says
 * what to do instead of only what is wrong. Used by oxlint.config.ts; import-rules.test.ts feeds each rule a breach.
 */
const stages = ["contract", "workflow", "server", "run", "output", "review", "delivery"] as const;
const groundFloor = ["account", "project", "audit", "event", "db", "http"] as const;

type Pattern = { group: string[]; message: string; allowTypeImports?: boolean };
type Override = NonNullable<OxlintConfig["overrides"]>[number];

const never: Pattern[] = [
  { group: ["../**"], message: "Import from another folder by its alias: #lib/… or #components/…." },
  {
    group: ["#lib/dispatch/**"],
    message: "Nobody imports the worker. Put what is shared in the stage it belongs to.",
  },
];

/** Tests and their helpers may look anywhere. */
const tests = ["**/*.test.ts", "**/testing/**"];

function restrict(files: string[], patterns: Pattern[], excludeFiles: string[] = tests): Override {
  return { files, excludeFiles, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const comfyui: Pattern = {
  group: ["#lib/comfyui/**"],
  message: "Only the worker speaks to ComfyUI. Ask for it through a run, or move the code to lib/dispatch.",
};

function stageRules(): Override[] {
  return stages.map((stage, index) => {
    const later = stages.slice(index + 1).map((name) => `#lib/${name}/**`);
    const patterns = [...never, comfyui];
    if (later.length > 0) {
      patterns.push({
        group: later,
        message: `lib/${stage} comes before these. Pass the value in as an argument, or move the code to the later stage.`,
      });
    }
    if (stage === "contract") {
      patterns.push({
        group: ["#lib/db/**", "#lib/http/**", "#lib/env", "#prisma", "node:*", "zod"],
        message: "lib/contract is pure and runs in the browser too. Keep I/O and Node out of it.",
      });
    }
    return restrict([`lib/${stage}/**`], patterns);
  });
}

const groundRules = restrict(
  [...groundFloor.map((name) => `lib/${name}/**`), "lib/*.ts"],
  [
    ...never,
    comfyui,
    {
      group: stages.map((name) => `#lib/${name}/**`),
      message: "The ground floor knows no stage. Take what you need as an argument, or move the code up.",
      allowTypeImports: true,
    },
  ],
);

const storesOnly: Pattern = {
  group: ["#prisma", "@prisma/*", "pg"],
  message:
    "Only store and read files talk to the database. Add a function to the noun's -store or read- file.",
  allowTypeImports: true,
};

const useCasesOnly: Pattern = {
  group: ["#lib/*/*-store", "#lib/comfyui/**"],
  message: "A handler is parse, may-I, one use case, serialise. Call a use case or a read- function.",
};

const browser: Pattern[] = [
  ...never,
  { group: ["../**"], message: "Import from another folder by its alias: #components/…." },
  {
    group: [
      "#prisma",
      "pg",
      "sharp",
      "pino",
      "node:*",
      "#lib/db/**",
      "#lib/env",
      "#lib/log",
      "#lib/*/*-store",
      "#lib/comfyui/**",
    ],
    message: "This reaches the browser. Ask the API, or read in a page and pass the data down.",
  },
  {
    group: ["zod", "#lib/*/*-schema", "#lib/*/*-api", "!#lib/contract/*-schema", "!#lib/contract/**"],
    message: "zod stays out of client bundles: import the types only (import type).",
    allowTypeImports: true,
  },
];

export const importRules: Override[] = [
  groundRules,
  ...stageRules(),
  restrict(
    ["lib/comfyui/**"],
    [
      ...never,
      {
        group: [...stages, ...groundFloor].map((name) => `#lib/${name}/**`),
        message: "lib/comfyui knows ComfyUI and nothing of ours. Put the translation in lib/dispatch.",
      },
    ],
  ),
  restrict(["lib/dispatch/**"], never.slice(0, 1)),
  restrict(["app/**"], [never[1] as Pattern, storesOnly, useCasesOnly]),
  restrict(["components/**", "lib/*/browser/**"], browser),
];
