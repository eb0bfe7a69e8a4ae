import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or generated code that the bundler must leave alone.
  serverExternalPackages: ["sharp", "pino", "pg", "@prisma/client", "@prisma/adapter-pg", "better-auth"],
  experimental: { optimizePackageImports: ["radix-ui", "lucide-react"] },
  devIndicators: false,
};

export default config;
