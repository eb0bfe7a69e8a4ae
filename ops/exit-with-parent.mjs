// Loaded with --import into processes that may know nothing of their supervisor: ends them when it is gone, unless they
// listen for that themselves and end in their own way.
import process from "node:process";

if (process.connected === true) {
  process.on("disconnect", () => {
    if (process.listenerCount("disconnect") === 1) process.exit(0);
  });
  // The channel must not keep a process alive that has finished its work.
  process.channel?.unref();
}
