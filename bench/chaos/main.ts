import process from "node:process";
import { readOptions, type BenchOptions } from "../kit/options.ts";
import { runBenches, type BenchTable } from "../kit/run-benches.ts";

/** `npm run chaos`: what is broken on purpose, by the name it is called with. Each judges bars of reliability. */
const programs: BenchTable = {
  survive: async () => (await import("./survive.ts")).survive,
  mixed: async () => (await import("./mixed.ts")).mixed,
  crash: async () => (await import("./crash.ts")).crash,
  soak: async () => (await import("./soak.ts")).soak,
  restart: async () => (await import("./restart.ts")).restart,
  disk: async () => (await import("./disk/disk.ts")).disk,
  mutants: async () => (await import("./mutants/mutants.ts")).mutants,
  poison: async () => (await import("./poison/poison.ts")).poison,
  audit: async () => (await import("./audit/audit.ts")).audit,
  races: async () => (await import("./races/races.ts")).races,
  streams: async () => (await import("./streams/streams.ts")).streams,
};

/** Without a name the faults are gone through, or mixed for some minutes; `all` is everything. */
function named(options: BenchOptions): BenchOptions {
  if (options.names.includes("all")) return { ...options, names: [] };
  if (options.names.length > 0) return options;
  return { ...options, names: ["minutes" in options.extra ? "mixed" : "survive"] };
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

process.exit(await runBenches("chaos", programs, named(readOptions(process.argv.slice(2)))));
