// Loaded with --import into programs: listening for the supervisor keeps them alive no longer than their work does.
// Not for `next dev`, which would end at once.
import process from "node:process";

process.channel?.unref();
