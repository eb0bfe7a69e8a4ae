import { setFlagsFromString } from "node:v8";

// Set here and not on the command line, where a runtime that no longer knows it would not start. Unset, V8 lets a heap of
// 50 MB become 200 before it clears up what has grown old.
setFlagsFromString("--heap-growing-percent=50");
