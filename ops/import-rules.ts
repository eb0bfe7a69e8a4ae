import type { OxlintConfig } from "oxlint";

/**
 * Which way data flows through lib/. A stage may import the stages before it and the ground floor; each message says
 * what to do instead of only what is wrong. Used by oxlint.config.ts; import-rules.test.ts feeds each rule a breach.
 */
const stages = ["contract", "workflow", "server", "run", "output", "comment", "review", "delivery"] as const;
const groundFloor = ["account", "project", "audit", "event", "trace", "db", "http"] as const;

type Pattern = { group: string[]; message: string; allowTypeImports?: boolean };
type Override = NonNullable<OxlintConfig["overrides"]>[number];

const byAlias: Pattern = {
  group: ["../**"],
  message: "Import from another folder by its alias: #lib/… or #components/….",
};

const noWorker: Pattern = {
  group: ["#lib/dispatch/**"],
  message: "Nobody imports the worker. Put what is shared in the stage it belongs to.",
};

const noHealth: Pattern = {
  group: ["#lib/health/**"],
  message: "lib/health looks at everything and is asked by routes only. Read the tables in a stage instead.",
};

const noForm: Pattern = {
  group: ["#lib/form/**"],
  message:
    "lib/form is the form in a browser. Rules of a contract that a server needs too belong in lib/contract.",
};

const ownLink: Pattern = {
  group: ["next/link"],
  message: "Every page would carry the router's link. Use #components/ui/link.",
};

/** Holds for every file of lib/. */
const never: Pattern[] = [byAlias, noWorker, noHealth];

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
  return stages.flatMap((stage, index) => {
    const later = stages.slice(index + 1).map((name) => `#lib/${name}/**`);
    const patterns = [...never, noForm, comfyui];
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
    return [
      restrict([`lib/${stage}/**`], patterns),
      restrict(browserFiles(`lib/${stage}`), [...patterns, ...browserOnly]),
    ];
  });
}

/** What a stage keeps for the browser beside its server side: queries of the API's answers, and the browser/ folder. */
function browserFiles(folder: string): string[] {
  return [`${folder}/browser/**`, `${folder}/*-queries.ts`];
}

const groundRules = restrict(
  [...groundFloor.map((name) => `lib/${name}/**`), "lib/*.ts"],
  [
    ...never,
    noForm,
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

/** On top of the other rules, for what ends in a client bundle. */
const browserOnly: Pattern[] = [
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
  // The event stream writes into the caches of all stages, so the ground floor's browser side may look up.
  ...groundFloor.map((name) => restrict(browserFiles(`lib/${name}`), [...never, ...browserOnly])),
  ...stageRules(),
  restrict(["lib/form/**"], [...never, ...browserOnly]),
  restrict(["lib/health/**"], [byAlias, noWorker, noForm, comfyui]),
  restrict(
    ["lib/comfyui/**"],
    [
      ...never,
      {
        group: [...stages, ...groundFloor, "form"].map((name) => `#lib/${name}/**`),
        message: "lib/comfyui knows ComfyUI and nothing of ours. Put the translation in lib/dispatch.",
      },
    ],
  ),
  restrict(["lib/dispatch/**"], [byAlias, noHealth, noForm]),
  restrict(["app/**"], [noWorker, noForm, storesOnly, useCasesOnly], [...tests, "app/context.ts"]),
  // Here the file store is made; handlers are given it.
  restrict(["app/context.ts"], [noWorker, noForm, storesOnly]),
  restrict(["components/**"], [...never, ...browserOnly, ownLink]),
];
