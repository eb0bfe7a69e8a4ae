/**
 * Loaded with --import before a program whose memory is watched: has it collect its garbage once a minute, so that what
 * grows is what is kept and not what Node has yet to clear away.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
setInterval(collect, 60_000).unref();
