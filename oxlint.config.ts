import { defineConfig } from "oxlint";
import { importRules } from "./ops/import-rules.ts";

const maxLines = 300;
const maxTestLines = 400;

export default defineConfig({
  plugins: ["typescript", "import", "node", "react", "jsx-a11y", "nextjs", "unicorn", "oxc"],
  categories: { correctness: "error" },
  ignorePatterns: ["prisma/generated", ".next", "/data", "next-env.d.ts"],
  options: { typeAware: true },
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "max-lines": ["error", { max: maxLines, skipBlankLines: false, skipComments: false }],
    "no-console": "error",
    "node/no-process-env": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    "typescript/no-non-null-assertion": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    // React 19 needs no import of React, and its compiler, whose rules these are, is not used.
    "react/react-in-jsx-scope": "off",
    "react/immutability": "off",
    "react/incompatible-library": "off",
    "react/purity": "off",
    "react/set-state-in-effect": "off",
    // Live regions, grids and listboxes follow the ARIA patterns; axe judges the result in the browser tests.
    "jsx-a11y/prefer-tag-over-role": "off",
    "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["region", "tabpanel"] }],
    // Files come in the sizes the screens need, under their hash; nothing is left to optimise.
    "nextjs/no-img-element": "off",
    // Objects of functions are passed around here, not instances of classes.
    "typescript/unbound-method": "off",
  },
  overrides: [
    {
      // What Next, Playwright and the tools want as a default export.
      files: [
        "app/**",
        "*.config.ts",
        "*.config.mjs",
        "proxy.ts",
        "e2e/**",
        "lib/db/testing/global-setup.ts",
      ],
      rules: { "import/no-default-export": "off" },
    },
    {
      files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "**/testing/**"],
      rules: { "max-lines": ["error", { max: maxTestLines }] },
    },
    {
      // The one place that reads the environment, and the programs that set it for others.
      files: [
        "proxy.ts",
        "lib/env.ts",
        "ops/**",
        "*.config.ts",
        "e2e/**",
        "**/testing/**",
        "lib/comfyui/simulator/settings.ts",
        "bench/**",
      ],
      rules: { "node/no-process-env": "off" },
    },
    { files: ["ops/**", "bench/**", "prisma/migrate.ts"], rules: { "no-console": "off" } },
    ...importRules,
  ],
});
