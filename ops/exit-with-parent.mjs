// Loaded with --import into processes that know nothing of their supervisor: ends them when it is gone.
import process from "node:process";

if (process.connected === true) process.on("disconnect", () => process.exit(0));
