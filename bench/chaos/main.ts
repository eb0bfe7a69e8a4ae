import process from "node:process";
import { readOptions } from "../kit/options.ts";
import { runBenches, type BenchTable } from "../kit/run-benches.ts";

/** `npm run chaos`: what is broken on purpose, by the name it is called with. Each judges bars of reliability. */
const programs: BenchTable = {
  poison: async () => (await import("./poison/poison.ts")).poison,
  races: async () => (await import("./races/races.ts")).races,
};

process.exit(await runBenches("chaos", programs, readOptions(process.argv.slice(2))));
