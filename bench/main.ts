import process from "node:process";
import { readOptions } from "./kit/options.ts";
import { runBenches, type BenchTable } from "./kit/run-benches.ts";

/** Every bench by the name it is called with. Each measures one or more bars of docs/targets.md against a baseline. */
const benches: BenchTable = {
  slots: async () => (await import("./slots/bench-slots.ts")).benchSlots,
  dispatch: async () => (await import("./dispatch/bench-dispatch.ts")).benchDispatch,
  fanout: async () => (await import("./fanout/bench-fanout.ts")).benchFanout,
  wrapper: async () => (await import("./wrapper/bench-wrapper.ts")).benchWrapper,
  ingest: async () => (await import("./ingest/bench-ingest.ts")).benchIngest,
  lists: async () => (await import("./lists/bench-lists.ts")).benchLists,
  weight: async () => (await import("./weight/bench-weight.ts")).benchWeight,
  decide: async () => (await import("./decide/bench-decide.ts")).benchDecide,
  grid: async () => (await import("./grid/bench-grid.ts")).benchGrid,
  keys: async () => (await import("./keys/bench-keys.ts")).benchKeys,
  vitals: async () => (await import("./vitals/bench-vitals.ts")).benchVitals,
};

process.exit(await runBenches("bench", benches, readOptions(process.argv.slice(2))));
