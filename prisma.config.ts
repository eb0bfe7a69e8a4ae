import { defineConfig } from "prisma/config";

// For people who run the Prisma CLI themselves; the app applies the same folder with prisma/migrate.ts.
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "postgresql://localhost:5432/proofsheet" },
});
