import pino from "pino";
import { env, type Environment } from "./env.ts";
import { describeError } from "./log-error.ts";

/**
 * JSON lines for machines. Child loggers carry run, attempt and server. Text that people typed (params, prompts) is
 * never logged unless LOG_PROMPTS is on; credentials never.
 */
export type Log = pino.Logger;

const secrets = [
  "*.password",
  "*.token",
  "*.authorization",
  "*.cookie",
  "headers.authorization",
  "headers.cookie",
];
const prompts = [
  "params",
  "*.params",
  "prompt",
  "*.prompt",
  "graph",
  "*.graph",
  "current_inputs",
  "*.current_inputs",
];

export type LogSettings = Pick<Environment, "LOG_LEVEL" | "LOG_PROMPTS">;

/** `process` names who writes. Lines go to stdout unless a test wants them elsewhere. */
export function createLog(
  process: string,
  { LOG_LEVEL, LOG_PROMPTS }: LogSettings = env(),
  destination?: pino.DestinationStream,
): Log {
  const options: pino.LoggerOptions = {
    level: LOG_LEVEL,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: LOG_PROMPTS ? secrets : [...secrets, ...prompts], censor: "[redacted]" },
    serializers: { err: LOG_PROMPTS ? pino.stdSerializers.err : describeError },
    hooks: { streamWrite: blankCredentials },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A line is the last place where an address with a password can be caught, whatever message it came in. */
function blankCredentials(line: string): string {
  return line.replace(/(\/\/)[^\s/"\\]+@/g, "$1[redacted]@");
}
