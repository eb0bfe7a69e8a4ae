import { defineConfig } from "oxlint";
import { importRules } from "./ops/import-rules.ts";

const maxLines = 300;
const maxTestLines = 400;

export default defineConfig({
  plugins: ["typescript", "import", "node", "react", "jsx-a11y", "nextjs", "unicorn", "oxc"],
  categories: { correctness: "error" },
  ignorePatterns: ["prisma/generated", ".next", "data", "next-env.d.ts"],
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
    // React 19 needs no import of React.
    "react/react-in-jsx-scope": "off",
  },
  overrides: [
    {
      // What Next, Playwright and the tools want as a default export.
      files: ["app/**", "*.config.ts", "proxy.ts", "e2e/**", "lib/db/testing/global-setup.ts"],
      rules: { "import/no-default-export": "off" },
    },
    {
      files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**", "**/testing/**"],
      rules: { "max-lines": ["error", { max: maxTestLines }] },
    },
    {
      // The one place that reads the environment, and the programs that set it for others.
      files: [
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
