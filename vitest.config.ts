import { defineConfig } from "vitest/config";

// Unit tests do no I/O. Integration tests run against a real Postgres (one cluster a run, one database a worker)
// and the ComfyUI simulator.
export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "lib/**/*.test.ts",
            "components/**/*.test.{ts,tsx}",
            "ops/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "integration",
          include: [
            "lib/**/*.integration.test.ts",
            "app/**/*.integration.test.ts",
            "prisma/**/*.integration.test.ts",
            "bench/**/*.integration.test.ts",
          ],
          globalSetup: ["lib/db/testing/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
